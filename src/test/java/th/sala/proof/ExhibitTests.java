package th.sala.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ExhibitTests {
    private static final TestLog LOG = TestLog.ofAgency();

    private static List<Exhibit> some() {
        var some = new ArrayList<Exhibit>();
        for (int i = 0; i < LOG.size(); i++) {
            some.add(LOG.exhibit(i, i % 2 == 0));
        }
        var one = some.getFirst();
        some.add(new Exhibit(one.leaf(), Optional.empty(), Long.MAX_VALUE, List.of()));
        var odd = Fields.none().with("a", "\n\n=\n\n").with("b", "\r\\").with("c", "");
        for (var fields : List.of(Fields.none(), odd)) {
            var statement = Optional.of(new Statement(new byte[16], fields));
            some.add(new Exhibit(one.leaf(), statement, 0, List.of(Hash.sha256("a"))));
        }
        return some;
    }

    @Test
    void isReadAsItIsWritten() {
        for (var exhibit : some()) {
            assertThat(Exhibit.parse(exhibit.toString())).isEqualTo(exhibit);
        }
    }

    @Test
    void manyAreReadFromOneFile() {
        assertThat(Exhibit.parseFile(Exhibit.file(some()))).isEqualTo(some());
        assertThat(Exhibit.parseFile(Exhibit.file(List.of()))).isEmpty();
        var two = LOG.exhibit(1, true) + "\n=\n\n" + LOG.exhibit(2, true);
        assertThat(Exhibit.parseFile(two)).hasSize(2);
        for (var wrong :
                List.of(
                        "\n",
                        "\n=\n\n",
                        two + "\n=\n\n",
                        two + "x",
                        two.replace("\n=\n", "\n==\n"))) {
            assertThatIllegalArgumentException().isThrownBy(() -> Exhibit.parseFile(wrong));
        }
    }

    /// What a lenient reader would take for the same exhibit is none.
    @Test
    void isNothingElse() {
        var good = LOG.exhibit(3, true).toString();
        assertThat(Exhibit.parse(good)).hasToString(good);
        for (var wrong :
                List.of(
                        "",
                        "\n\n\n\n",
                        good + "\n",
                        good.substring(0, good.length() - 1),
                        good.replace("index 3", "index +3"),
                        good.replace("index 3", "index 03"),
                        good.replace("index 3", "index -3"),
                        good.replace("index 3", "index ๓"),
                        good.replace("index 3", "index 99999999999999999999"),
                        good.replace("index 3", "place 3"),
                        good.replace("salt ", "pepper "),
                        good.replace("salt ", "salt 00"),
                        good.replaceFirst("salt [0-9a-f]{2}", "salt zz"),
                        good.replaceFirst("salt [0-9a-f]{2}", "salt AB"),
                        good.replaceFirst("salt [0-9a-f]+\n", "salt\n"),
                        good.replaceFirst("=\n", "\n"),
                        good.replace("\n", "\r\n"),
                        good.replaceFirst("(?s)salt .*?\n\n", "statement  withheld\n\n"),
                        good.replaceFirst("(?s)salt .*?\n\n", "\n"))) {
            assertThat(wrong).isNotEqualTo(good);
            assertThatIllegalArgumentException().as(wrong).isThrownBy(() -> Exhibit.parse(wrong));
        }
    }

    /// A byte changed at random makes another exhibit or none, and no other error.
    @Test
    void isNeverAnsweredByAnotherError() {
        var random = new Random(1);
        var good = LOG.exhibit(3, true).toString();
        for (int round = 0; round < 3_000; round++) {
            var changed = new StringBuilder(good);
            for (int i = random.nextInt(3); i >= 0; i--) {
                changed.setCharAt(
                        random.nextInt(good.length()),
                        "\n\r =-+09azกA\\".charAt(random.nextInt(13)));
            }
            try {
                assertThat(Exhibit.parse(changed.toString())).hasToString(changed.toString());
            } catch (IllegalArgumentException none) {
                assertThat(changed.toString()).isNotEqualTo(good);
            }
        }
    }

    @Test
    void fitsItsOwnStatement() {
        var exhibit = LOG.exhibit(3, true);
        var other = LOG.exhibit(1, true);
        assertThat(exhibit.fits()).isTrue();
        assertThat(new Exhibit(exhibit.leaf(), other.statement(), 3, List.of()).fits()).isFalse();
        assertThat(new Exhibit(exhibit.leaf(), Optional.empty(), 3, List.of()).fits()).isTrue();
        assertThat(exhibit.isIn(LOG.checkpoint())).isTrue();
        assertThat(other.isIn(LOG.checkpoint())).isTrue();
        var moved = new Exhibit(exhibit.leaf(), exhibit.statement(), 1, exhibit.path());
        assertThat(moved.isIn(LOG.checkpoint())).isFalse();
    }

    @Test
    void statementsWithOtherSaltsHaveOtherCommitments() {
        var fields = Fields.none().with("subject", "เรื่อง");
        var one = new Statement(new byte[16], fields);
        var salt = new byte[16];
        salt[15] = 1;
        var two = new Statement(salt, fields);
        assertThat(one.commitment()).isNotEqualTo(two.commitment());
        assertThat(one)
                .isNotEqualTo(two)
                .isEqualTo(new Statement(new byte[16], fields))
                .isNotEqualTo(new Statement(new byte[16], Fields.none()))
                .isNotEqualTo((Object) fields);
        assertThat(one).hasSameHashCodeAs(new Statement(new byte[16], fields));
        assertThat(one.hashCode()).isNotZero();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Statement(new byte[15], Fields.none()));
    }
}
