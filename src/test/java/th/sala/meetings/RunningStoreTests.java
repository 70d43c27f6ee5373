package th.sala.meetings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;
import th.sala.law.Citation;

/// Opening a meeting, going through it and ending it.
@RecordApplicationEvents
class RunningStoreTests extends MeetingPeople {
    @Autowired ApplicationEvents events;

    @Test
    @DisplayName("M15 ข้อ 6: nothing opens before all is there, and the refusal names the clause")
    void opensOnceAllIsThere() {
        var id = planned(MeetingKind.LEGAL, RuleSet.NCPO_74);
        assertThatThrownBy(() -> by(governor, id, rooms::open))
                .isInstanceOf(ControlRules.IdentifyFirst.class);
        identified(id, governor, deputy, clerk);
        assertThatThrownBy(() -> by(governor, id, rooms::open))
                .isInstanceOfSatisfying(
                        ControlRules.NotPrepared.class,
                        no -> assertThat(no.citation().map(Citation::clause)).contains("ข้อ 3"));
        within(() -> {
            preparations.decide(governor, id, "จำเป็น");
            preparations.request(clerk, id, "ขอใช้ระบบ");
            preparations.appoint(clerk, id, attendee(id, own.deputy).id());
            return true;
        });
        assertThatThrownBy(() -> by(governor, id, rooms::open))
                .isInstanceOfSatisfying(
                        ControlRules.NotPrepared.class,
                        no -> assertThat(no.citation().map(Citation::id)).contains("M15"));
        by(deputy, id, who -> rooms.tested(who, false, "disk 1 GB"));
        assertThatThrownBy(() -> by(governor, id, rooms::open))
                .isInstanceOf(ControlRules.NotPrepared.class);
        by(deputy, id, who -> rooms.tested(who, true, "disk 20 GB"));
        assertThatThrownBy(() -> by(clerk, id, rooms::open))
                .isInstanceOf(ControlRules.NotInControl.class);
        by(governor, id, rooms::open);
        assertThat(meeting(id).state()).isInstanceOf(MeetingState.Open.class);
        assertThatThrownBy(() -> by(deputy, id, rooms::open))
                .isInstanceOf(MeetingState.MovedOn.class);
        assertThat(within(() -> rooms.lastTest(meeting(id))))
                .map(Readiness::words)
                .contains("disk 20 GB");
        assertThat(page(clerk, "/meetings/" + id)).bodyText().contains("กำลังประชุม", "disk ๒๐ GB");
        assertThat(acts("meetings.opened")).isOne();
        assertThat(acts("meeting-rooms.open")).as("refused, each time").isEqualTo(6);
    }

    @Test
    void whoMayTest() {
        var id = planned(MeetingKind.OTHER, null);
        var member = colleague("นายสมาชิก ดีงาม");
        within(() ->
                attendees.add(
                        clerk, id, Objects.requireNonNull(member.official()), AttendeeRole.MEMBER));
        assertThatThrownBy(() -> by(member, id, who -> rooms.tested(who, true, "")))
                .isInstanceOf(ControlRules.NotInControl.class);
        by(clerk, id, who -> rooms.tested(who, true, "x".repeat(9_000)));
        assertThat(within(() -> rooms.lastTest(meeting(id))))
                .map(test -> test.words().length())
                .contains(MeetingRooms.LONGEST_TEST);
    }

    @Test
    void isOpenedAtMostTwelveHoursBefore() {
        var begins = clock.instant().plus(Duration.ofHours(13));
        var id =
                within(() -> {
                    var made = desk.plan(clerk, planFrom(begins, MeetingKind.OTHER, null));
                    attendees.add(clerk, made, own.governor, AttendeeRole.CHAIR);
                    return made;
                });
        assertThat(rooms.isTimeToCome(meeting(id))).isFalse();
        assertThatThrownBy(() -> identified(id, governor))
                .isInstanceOf(IdentificationRules.NotNow.class);
        assertThat(page(governor, "/meetings/" + id)).bodyText().doesNotContain("/join");
    }

    @Test
    void goesFromItemToItemAndEnds() {
        var id = opened(MeetingKind.LEGAL);
        var items = meeting(id).items();
        assertThat(meeting(id).current()).isEmpty();
        by(deputy, id, who -> rooms.toItem(who, items.get(1).id()));
        assertThat(meeting(id).current()).contains(items.get(1));
        assertThatThrownBy(() -> by(clerk, id, who -> rooms.toItem(who, items.get(0).id())))
                .isInstanceOf(ControlRules.NotInControl.class);
        assertThatThrownBy(() -> by(deputy, id, who -> rooms.toItem(who, UUID.randomUUID())))
                .hasMessageContaining("404");
        assertThatThrownBy(() -> by(clerk, id, rooms::end))
                .isInstanceOf(ControlRules.NotInControl.class);
        by(governor, id, rooms::end);
        assertThat(meeting(id).state()).isInstanceOf(MeetingState.Ended.class);
        assertThatThrownBy(() -> by(governor, id, rooms::end))
                .isInstanceOf(MeetingState.MovedOn.class);
        assertThatThrownBy(() -> by(deputy, id, who -> rooms.toItem(who, items.get(0).id())))
                .isInstanceOf(MeetingState.MovedOn.class);
        assertThatThrownBy(() -> identified(id, clerk))
                .isInstanceOf(IdentificationRules.NotNow.class);
        assertThatThrownBy(() -> by(deputy, id, who -> rooms.tested(who, true, "")))
                .isInstanceOf(MeetingState.MovedOn.class);
        assertThat(page(clerk, "/meetings/" + id)).bodyText().contains("ประชุมเสร็จแล้ว");
    }

    @Test
    @DisplayName("M6 ข้อ 10(2): an interest in an item is noted once, and taken back")
    void interests() {
        var id = opened(MeetingKind.LEGAL);
        var item = meeting(id).items().get(1).id();
        var clerks = attendee(id, own.officer).id();
        by(clerk, id, who -> rooms.interest(who, item, clerks, true));
        by(governor, id, who -> rooms.interest(who, item, clerks, true));
        assertThat(acts("meetings.interest-noted")).isOne();
        assertThat(meeting(id).items().get(1).interested()).containsExactly(clerks);
        assertThat(page(clerk, "/meetings/" + id)).bodyText().contains("ผู้มีส่วนได้เสีย");
        var governors = attendee(id, own.governor).id();
        assertThatThrownBy(() -> by(clerk, id, who -> rooms.interest(who, item, governors, true)))
                .isInstanceOf(ControlRules.NotInControl.class);
        assertThatThrownBy(() -> by(clerk, id, who -> rooms.interest(who, item, clerks, false)))
                .isInstanceOf(ControlRules.OwnInterest.class);
        by(deputy, id, who -> rooms.interest(who, item, clerks, false));
        assertThat(meeting(id).items().get(1).interested()).isEmpty();
        by(governor, id, rooms::end);
        assertThatThrownBy(() -> by(governor, id, who -> rooms.interest(who, item, clerks, true)))
                .isInstanceOf(MeetingState.MovedOn.class);
    }

    @Test
    @DisplayName("M4 ข้อ 6(1): whoever signed in says where they are, in evidence")
    void identification() {
        var id = planned(MeetingKind.LEGAL, RuleSet.NCPO_74);
        var path = "/meetings/" + id + "/identify";
        assertThat(post(governor, path))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("โปรดระบุสถานที่");
        assertThat(post(governor, path).param("place", "โตเกียว").param("abroad", "true"))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("ต้องอยู่ในราชอาณาจักร", "ข้อ 1", "โตเกียว");
        assertThat(as(governor, id).identified()).isFalse();
        assertThat(post(governor, path).param("place", "ศาลากลางจังหวัด"))
                .hasRedirectedUrl("/meetings/" + id);
        assertThat(as(governor, id).identified()).isTrue();
        assertThat(page(clerk, "/meetings/" + id))
                .bodyText()
                .contains("แสดงตนแล้ว", "ศาลากลางจังหวัด");
        assertThat(acts("meetings.identified")).isOne();
        assertThat(post(colleague("นายอื่น คนไกล"), path).param("place", "บ้าน"))
                .hasStatus(HttpStatus.NOT_FOUND);
        assertThat(post(administrator, path).param("place", "บ้าน"))
                .hasStatus(HttpStatus.NOT_FOUND);
    }

    private void change(UUID id, Duration until, @Nullable RuleSet rules) {
        var version = meeting(id).version();
        var begins = clock.instant().plus(until);
        within(() -> {
            desk.change(clerk, id, planFrom(begins, MeetingKind.LEGAL, rules), version);
            return true;
        });
    }

    @Test
    void aPostponedMeetingWantsToKnowAnewWhoIsWho() {
        var id = planned(MeetingKind.LEGAL, null);
        identified(id, governor);
        change(id, Duration.ofHours(11), null);
        assertThat(as(governor, id).identified()).as("soon enough").isTrue();
        change(id, Duration.ofHours(13), null);
        assertThat(as(governor, id).identified()).isFalse();
    }

    @Test
    @DisplayName("M8 ข้อ 1: whoever said abroad is not identified once the rules want the Kingdom")
    void otherRulesWantToKnowAnewWhoIsWhere() {
        var id = planned(MeetingKind.LEGAL, null);
        identified(id, deputy);
        by(governor, id, who -> rooms.identify(who, "โตเกียว", true));
        assertThat(as(governor, id).identified()).isTrue();
        change(id, Duration.ofHours(1), RuleSet.NCPO_74);
        assertThat(as(governor, id).identified()).isFalse();
        assertThat(as(deputy, id).identified()).isTrue();
    }

    @Test
    void evidenceKeepsNoPlaceAndThePageShowsItToThoseInCharge() {
        var id = planned(MeetingKind.LEGAL, null);
        var member = colleague("นายสมาชิก ดีงาม");
        within(() ->
                attendees.add(
                        clerk, id, Objects.requireNonNull(member.official()), AttendeeRole.MEMBER));
        var home = "บ้านเลขที่ 12 ซอยลับตา";
        by(member, id, who -> rooms.identify(who, home, false));
        by(member, id, who -> rooms.identify(who, home, false));
        var salts =
                within(() ->
                        db.sql("SELECT salt FROM meetings.identification WHERE meeting = :id")
                                .param("id", id)
                                .query(String.class)
                                .list());
        assertThat(salts).hasSize(2).doesNotHaveDuplicates();
        var said =
                within(() ->
                        db.sql(
                                        """
                                        SELECT statement FROM evidence.entry
                                         WHERE agency_id = :agency AND act = 'meetings.identified'
                                        """)
                                .param("agency", own.id)
                                .query(String.class)
                                .list());
        assertThat(said).hasSize(2).noneMatch(one -> one.contains(home));
        for (var salt : salts) {
            assertThat(said).anyMatch(one -> one.contains(MeetingRooms.placeDigest(salt, home)));
        }
        var shown = "ซอยลับตา";
        for (var inCharge : List.of(clerk, governor, deputy)) {
            assertThat(page(inCharge, "/meetings/" + id)).bodyText().contains(shown);
        }
        var other = colleague("นางอีกคน ดีงาม");
        within(() ->
                attendees.add(
                        clerk, id, Objects.requireNonNull(other.official()), AttendeeRole.MEMBER));
        assertThat(page(other, "/meetings/" + id))
                .bodyText()
                .contains("แสดงตนแล้ว")
                .doesNotContain(shown);
    }

    @Test
    void whoeverIsTakenOffTheListAttendsNoMore() {
        var id = opened(MeetingKind.LEGAL);
        var before = as(deputy, id);
        within(() -> {
            attendees.remove(clerk, id, attendee(id, own.deputy).id());
            return true;
        });
        assertThat(within(() -> rooms.again(before))).isEmpty();
        assertThatThrownBy(() ->
                        within(() -> {
                            rooms.end(before);
                            return true;
                        }))
                .isInstanceOf(AccessDeniedException.class);
        assertThat(within(() -> rooms.again(as(governor, id)))).contains(as(governor, id));
        assertThat(ended()).containsExactly(before.attendee());
    }

    @Test
    void theChairStaysWhileTheMeetingIsOpen() {
        var id = opened(MeetingKind.LEGAL);
        var attendees = "/meetings/" + id + "/attendees";
        var chair = attendees + "/" + attendee(id, own.governor).id();
        var member = attendees + "/" + attendee(id, own.deputy).id();
        var other = Objects.requireNonNull(colleague("นายอื่น คนไกล").official());
        for (var refused :
                List.of(
                        post(clerk, chair + "/remove"),
                        post(clerk, chair + "/role").param("role", "MEMBER"),
                        post(clerk, member + "/role").param("role", "CHAIR"),
                        post(clerk, attendees)
                                .param("official", other.toString())
                                .param("role", "CHAIR"))) {
            assertThat(refused)
                    .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                    .bodyText()
                    .contains("เปลี่ยนประธานหรือนำประธานออกจากรายชื่อไม่ได้");
        }
        assertThat(attendee(id, own.governor).role()).isEqualTo(AttendeeRole.CHAIR);
        assertThat(page(clerk, "/meetings/" + id))
                .bodyText()
                .contains(member + "/remove")
                .doesNotContain(chair + "/remove", chair + "/role");
        assertThat(ended()).isEmpty();
    }

    @Test
    void anOfficialWhoIsInvitedAgainAttendsOn() {
        var id = withGuest(MeetingKind.OTHER);
        within(() -> {
            attendees.inviteAgain(clerk, id, attendee(id, own.deputy).id());
            return true;
        });
        assertThat(ended()).isEmpty();
        var guest = guest(id).id();
        within(() -> {
            attendees.inviteAgain(clerk, id, guest);
            return true;
        });
        assertThat(ended()).as("the link before is good no more").containsExactly(guest);
        within(() -> {
            attendees.revoke(clerk, id, guest);
            attendees.inviteAgain(clerk, id, guest);
            return true;
        });
        assertThat(ended()).as("there was none to end").containsExactly(guest, guest);
    }

    private List<UUID> ended() {
        return events.stream(AttendingEnded.class).map(AttendingEnded::attendee).toList();
    }

    @Test
    void whatWasDoneBeforeCannotBeChanged() {
        var id = prepared(MeetingKind.LEGAL, null);
        for (var table :
                new String[] {
                    "step", "readiness", "invitation", "vouch", "incident", "incident_answer"
                }) {
            assertThatThrownBy(() -> within(() -> db.sql("DELETE FROM meetings." + table).update()))
                    .as(table)
                    .isInstanceOf(DataAccessException.class);
        }
        assertThat(within(() -> rooms.missing(meeting(id)))).isEmpty();
    }
}
