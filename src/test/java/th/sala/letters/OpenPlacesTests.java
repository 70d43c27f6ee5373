package th.sala.letters;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import th.sala.pdf.Align;
import th.sala.pdf.Block;
import th.sala.pdf.Form;
import th.sala.pdf.Span;

class OpenPlacesTests {
    private static final UUID SIGNER = UUID.randomUUID();

    @ParameterizedTest(name = "in «{0}» there is {1}")
    @CsvSource({
        "ประชุม «ชื่อโครงการ» วันที่ «วันที่», «ชื่อโครงการ» «วันที่»",
        "«ก» และ «ก», «ก»",
        "«», «»",
        "«« ก »», « ก »",
        "«ก, ''",
        "ก», ''",
        "»ก«, ''",
        "“ก” [ก] <<ก>>, ''",
        "**«ก»**, «ก»",
        "| «ก» | ข |, «ก»"
    })
    void areWhatStandsBetweenTheBrackets(String body, String found) {
        assertThat(String.join(" ", OpenPlaces.in(Invitation.by(SIGNER).body(body).typeset())))
                .isEqualTo(found);
    }

    @Test
    void endWithTheLineAndAreNoQuotations() {
        assertThat(in("«" + "ก".repeat(80) + "»")).hasSize(1);
        assertThat(in("«" + "ก".repeat(81) + "»")).isEmpty();
        assertThat(in("«ก\nข»")).isEmpty();
    }

    private static List<String> in(String body) {
        return OpenPlaces.in(Invitation.by(SIGNER).body(body).typeset());
    }

    @ParameterizedTest(
            name = "a place in {0} goes out with an external letter, and with an order {1}")
    @CsvSource({
        "subject, true",
        "salutation, false",
        "citations, false",
        "enclosures, false",
        "proposal, false",
        "body, true",
        "closing, false",
        "ownerUnit, true",
        "contact, false"
    })
    void countWhereTheyWouldGoOut(String field, boolean alsoWithAnOrder) {
        assertThat(OpenPlaces.in(with(LetterKind.EXTERNAL, field))).containsExactly("«ก»");
        assertThat(OpenPlaces.in(with(LetterKind.ORDER, field)))
                .isEqualTo(alsoWithAnOrder ? List.of("«ก»") : List.of());
    }

    private static Content with(LetterKind kind, @Nullable String field) {
        return new Content(
                kind,
                SIGNER,
                false,
                Urgency.NORMAL,
                "",
                "ศม 0017",
                said("subject", field),
                said("salutation", field),
                said("proposal", field),
                said("body", field),
                said("citations", field),
                said("enclosures", field),
                said("contact", field),
                said("closing", field),
                said("ownerUnit", field),
                true);
    }

    private static String said(String name, @Nullable String field) {
        return name.equals(field) ? "«ก»" : "คำ";
    }

    @Test
    void keepALetterBackThatSalaSetsAlsoOnPaper() {
        var left = with(LetterKind.EXTERNAL, "subject");
        assertThat(SendingRules.hasNoOpenPlaces(left))
                .get()
                .satisfies(finding -> {
                    assertThat(finding.key()).isEqualTo("letters.lint.open-places");
                    assertThat(finding.arguments()).isEqualTo(List.of("«ก»"));
                    assertThat(finding.blocks()).isTrue();
                    assertThat(finding.blocksPaper()).isTrue();
                });
        assertThat(SendingRules.hasNoOpenPlaces(with(LetterKind.EXTERNAL, null))).isEmpty();
    }

    /// French quotes its words so.
    @Test
    void areAdviceWhereSomebodyElseLaidTheLetterOut() {
        assertThat(SendingRules.hasNoOpenPlaces(Invitation.by(SIGNER).body("«ก»").brought()))
                .get()
                .satisfies(finding -> {
                    assertThat(finding.blocks()).isFalse();
                    assertThat(finding.blocksPaper()).isFalse();
                });
    }

    @Test
    void standInRedInEveryBlock() {
        var text = Block.text("ก «ข» ค", Form.TEXT);
        var all =
                List.<Block>of(
                        text,
                        new Block.Together("signature", List.of(text)),
                        new Block.Columns(List.of(new Block.Column(0, List.of(text)))),
                        new Block.Table(
                                List.of(1.0), 0, List.of(new Block.Row(List.of(List.of(text))))),
                        new Block.Gap(1));
        var marked =
                new Block.Paragraph(
                        text.label(),
                        List.of(Span.plain("ก "), Span.red("«ข»"), Span.plain(" ค")),
                        Form.TEXT);
        assertThat(OpenPlaces.marked(all))
                .containsExactly(
                        marked,
                        new Block.Together("signature", List.of(marked)),
                        new Block.Columns(List.of(new Block.Column(0, List.of(marked)))),
                        new Block.Table(
                                List.of(1.0), 0, List.of(new Block.Row(List.of(List.of(marked))))),
                        new Block.Gap(1));
        var untouched = Block.text("ก (ข) ค", Form.TEXT.align(Align.CENTER));
        assertThat(OpenPlaces.marked(List.of(untouched))).containsExactly(untouched);
    }

    /// A letter that has its number is what it was, whatever brackets are in it.
    @Test
    void areMarkedInDraftsAlone() {
        var content = Invitation.by(SIGNER).body("ก «ข» ค").typeset();
        assertThat(red(content, null)).isTrue();
        assertThat(red(content, LocalDate.of(2026, 11, 21))).isFalse();
    }

    private static boolean red(Content content, @Nullable LocalDate date) {
        var head =
                new LetterSheet.Head(
                        "ศม 0017/1",
                        date,
                        "จังหวัด",
                        "",
                        "นาย",
                        "ผู้ว่าฯ",
                        List.of(),
                        false,
                        Instant.EPOCH);
        return LetterSheet.of(content, head)
                .blocks()
                .toString()
                .contains(Span.red("«ข»").toString());
    }
}
