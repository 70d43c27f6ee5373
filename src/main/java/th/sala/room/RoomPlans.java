package th.sala.room;

import org.springframework.stereotype.Component;
import th.sala.media.RoomPlan;
import th.sala.meetings.Meeting;

/// What a meeting's room needs of the media server.
@Component
class RoomPlans {
    /// Bits a second of one feed: a face in 640 × 360 and a voice, or a screen with writing.
    private static final long BITRATE = 600_000;

    RoomPlan of(Meeting meeting) {
        var people = Math.max(1, meeting.attendees().size());
        return new RoomPlan(meeting.agency(), meeting.id(), people, BITRATE, meeting.isRecorded());
    }
}
