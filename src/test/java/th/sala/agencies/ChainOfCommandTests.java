package th.sala.agencies;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChainOfCommandTests {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
    private static final UUID AGENCY = UUID.randomUUID();

    private final List<Position> positions = new ArrayList<>();
    private final List<Official> officials = new ArrayList<>();
    private final Map<UUID, List<Official>> holders = new HashMap<>();
    private final List<Delegation> delegations = new ArrayList<>();

    private final Position governorPost = position("ผู้ว่าราชการจังหวัด", null);
    private final Position deputyPost = position("รองผู้ว่าราชการจังหวัด", governorPost);
    private final Position chiefPost = position("หัวหน้าสำนักงานจังหวัด", deputyPost);
    private final Position clerkPost = position("เจ้าพนักงานธุรการ", chiefPost);
    private final Official governor = holder("มาลี", governorPost);
    private final Official deputy = holder("สมชาย", deputyPost);
    private final Official chief = holder("วิชัย", chiefPost);
    private final Official clerk = holder("พิมพ์", clerkPost);

    private Position position(String title, @Nullable Position superior) {
        var above = superior == null ? null : superior.id();
        var position = new Position(UUID.randomUUID(), AGENCY, title, null, above);
        positions.add(position);
        return position;
    }

    private Official holder(String name, Position position) {
        var official =
                new Official(
                        UUID.randomUUID(), AGENCY, name, position.title(), null, name, "0 2000");
        officials.add(official);
        holders.computeIfAbsent(position.id(), _ -> new ArrayList<>()).add(official);
        return official;
    }

    private void delegate(
            Delegation.Kind kind,
            @Nullable Official forWhom,
            @Nullable Position forPosition,
            Official deputising,
            LocalDate from,
            @Nullable LocalDate until) {
        delegations.add(
                new Delegation(
                        UUID.randomUUID(),
                        AGENCY,
                        kind,
                        forWhom == null ? null : forWhom.id(),
                        forPosition == null ? null : forPosition.id(),
                        deputising.id(),
                        from,
                        until,
                        "คำสั่งที่ 1"));
    }

    private ChainOfCommand chain() {
        return new ChainOfCommand(TODAY, positions, officials, holders, delegations);
    }

    private List<String> next(Official sender) {
        return chain().nextAbove(sender.id()).superiors().stream()
                .map(one -> one.official().name() + ": " + one.title())
                .toList();
    }

    private void vacate(Position position) {
        holders.remove(position.id());
    }

    @Test
    @DisplayName("I2 ข้อ 6(1.1): only the level next above, and none above that")
    void onlyTheLevelNextAbove() {
        assertThat(next(clerk)).containsExactly("วิชัย: หัวหน้าสำนักงานจังหวัด");
        assertThat(next(chief)).containsExactly("สมชาย: รองผู้ว่าราชการจังหวัด");
        assertThat(next(deputy)).containsExactly("มาลี: ผู้ว่าราชการจังหวัด");
        assertThat(next(governor)).isEmpty();
        assertThat(chain().nextAbove(clerk.id()).find(deputy.id(), deputyPost.id())).isEmpty();
        assertThat(chain().nextAbove(clerk.id()).find(chief.id(), chiefPost.id())).isPresent();
        assertThat(chain().nextAbove(clerk.id()).find(chief.id(), deputyPost.id())).isEmpty();
    }

    private List<String> any(Official sender) {
        return chain().anyAbove(sender.id()).superiors().stream()
                .map(one -> one.official().name())
                .toList();
    }

    @Test
    @DisplayName("I2 ข้อ 4(2): by the agency's own rules all levels above, the nearest first")
    void allLevelsAbove() {
        assertThat(any(clerk)).containsExactly("วิชัย", "สมชาย", "มาลี");
        assertThat(any(governor)).isEmpty();
        vacate(chiefPost);
        vacate(governorPost);
        assertThat(any(clerk)).containsExactly("สมชาย");
        assertThat(chain().anyAbove(clerk.id()).vacant()).containsExactly(chiefPost);
    }

    @Test
    @DisplayName("I2 ข้อ 6(1.1): both of two who hold one post are of that level")
    void allWhoHoldThePost() {
        holder("อรทัย", deputyPost);
        assertThat(next(chief))
                .containsExactly("สมชาย: รองผู้ว่าราชการจังหวัด", "อรทัย: รองผู้ว่าราชการจังหวัด");
    }

    @Test
    @DisplayName("I2 ข้อ 6(1.1): a post whose duty nobody does is passed over, and named")
    void passesOverVacantPosts() {
        vacate(chiefPost);
        assertThat(next(clerk)).containsExactly("สมชาย: รองผู้ว่าราชการจังหวัด");
        assertThat(chain().nextAbove(clerk.id()).vacant()).containsExactly(chiefPost);

        vacate(deputyPost);
        vacate(governorPost);
        assertThat(next(clerk)).isEmpty();
        assertThat(chain().nextAbove(clerk.id()).vacant())
                .containsExactly(chiefPost, deputyPost, governorPost);
    }

    @Test
    @DisplayName("I2 ข้อ 6(1.1): who acts for a post comes first, on the days of the order only")
    void whoActsOnTheDay() {
        vacate(chiefPost);
        delegate(Delegation.Kind.ACTING, null, chiefPost, clerk, TODAY.plusDays(1), null);
        var other = holder("ดวงใจ", position("นักจัดการงานทั่วไป", chiefPost));
        delegate(Delegation.Kind.ACTING, null, chiefPost, other, TODAY.minusDays(9), TODAY);
        assertThat(next(clerk))
                .as("the one not yet, the other no more")
                .containsExactly("สมชาย: รองผู้ว่าราชการจังหวัด");

        delegate(Delegation.Kind.ACTING, null, chiefPost, other, TODAY, TODAY.plusDays(1));
        assertThat(next(clerk))
                .containsExactly("ดวงใจ: นักจัดการงานทั่วไป รักษาราชการแทน หัวหน้าสำนักงานจังหวัด");
    }

    @Test
    @DisplayName("I2 ข้อ 6(1.1): acting first, then the holder, then who has delegated authority")
    void inTheOrderInWhichTheyAreProposed() {
        var second = holder("อรทัย", position("ปลัดจังหวัด", governorPost));
        var third = holder("บุญมา", position("หัวหน้ากลุ่มงาน", governorPost));
        delegate(Delegation.Kind.DELEGATED, governor, null, second, TODAY, null);
        delegate(Delegation.Kind.ACTING, governor, null, third, TODAY, null);
        assertThat(next(deputy))
                .containsExactly(
                        "บุญมา: หัวหน้ากลุ่มงาน รักษาราชการแทน ผู้ว่าราชการจังหวัด",
                        "มาลี: ผู้ว่าราชการจังหวัด",
                        "อรทัย: ปลัดจังหวัด ปฏิบัติราชการแทน ผู้ว่าราชการจังหวัด");
        assertThat(chain().at(governorPost.id()).getFirst().insteadOf()).isEqualTo(governor);
    }

    @Test
    @DisplayName("I2 ข้อ 6(1.1): nobody goes up to themselves")
    void nobodyGoesUpToThemselves() {
        delegate(Delegation.Kind.ACTING, null, deputyPost, chief, TODAY, null);
        assertThat(next(chief)).containsExactly("มาลี: ผู้ว่าราชการจังหวัด");
        assertThat(chain().dutiesOf(chief.id())).containsExactlyInAnyOrder(chiefPost, deputyPost);
    }

    @Test
    @DisplayName("I2 ข้อ 6(1.1): one to whom authority is delegated still has the principal above")
    void theDelegateStillHasThePrincipalAbove() {
        delegate(Delegation.Kind.DELEGATED, null, governorPost, deputy, TODAY, null);
        assertThat(next(deputy)).containsExactly("มาลี: ผู้ว่าราชการจังหวัด");
        vacate(governorPost);
        assertThat(next(deputy)).isEmpty();
        assertThat(next(chief)).containsExactly("สมชาย: รองผู้ว่าราชการจังหวัด");
    }

    @Test
    @DisplayName("I1 ข้อ 5(3): nobody who is not registered inside the agency takes part")
    void onlyRegisteredPersons() {
        var stranger = new Official(UUID.randomUUID(), AGENCY, "คนนอก", "", null, "", "");
        delegate(Delegation.Kind.ACTING, null, deputyPost, stranger, TODAY, null);
        assertThat(next(chief)).containsExactly("สมชาย: รองผู้ว่าราชการจังหวัด");
        assertThat(next(stranger)).isEmpty();
        assertThat(chain().registered(stranger.id())).isEmpty();
        assertThat(chain().registered(clerk.id())).contains(clerk);
    }

    /// Also rings and posts that are gone, which the organisation refuses.
    @ParameterizedTest(name = "chains made with seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void alwaysEndsAndNeverSkipsALevelThatIsFilled(long seed) {
        var random = new Random(seed);
        positions.clear();
        officials.clear();
        holders.clear();
        var ids = Stream.generate(UUID::randomUUID).limit(random.nextInt(2, 40)).toList();
        for (var id : ids) {
            var above =
                    switch (random.nextInt(8)) {
                        case 0 -> null;
                        case 1 -> UUID.randomUUID();
                        default -> ids.get(random.nextInt(ids.size()));
                    };
            positions.add(
                    new Position(id, AGENCY, "ตำแหน่ง", null, id.equals(above) ? null : above));
        }
        for (var position : List.copyOf(positions)) {
            if (random.nextBoolean()) {
                holder("คน " + officials.size(), position);
            }
        }
        var chain = chain();
        for (var official : officials) {
            for (var duty : chain.dutiesOf(official.id())) {
                var next = chain.nextAbove(official.id(), duty.id());
                assertThat(next.superiors())
                        .allSatisfy(one -> assertThat(one.official()).isNotEqualTo(official));
                assertThat(next.vacant())
                        .allSatisfy(one -> assertThat(chain.at(one.id())).isEmpty());
                if (!next.superiors().isEmpty() && next.vacant().isEmpty()) {
                    assertThat(next.superiors().getFirst().position().id())
                            .isEqualTo(duty.superior());
                }
            }
        }
    }
}
