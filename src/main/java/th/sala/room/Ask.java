package th.sala.room;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import th.sala.media.Cut;
import th.sala.media.Feed;

/// What a browser may say to the room; `ui/room/protocol.ts` has the same names. Everything in it
/// is a wish of whoever the connection belongs to, never a fact.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
sealed interface Ask {
    /// Changes the state of the room.
    sealed interface Act extends Ask {}

    /// Concerns the asking person's own media.
    sealed interface Signal extends Ask {}

    record Devices(boolean audio, boolean video) implements Act {}

    record Hand(boolean up) implements Act {}

    record LowerHand(UUID who) implements Act {}

    record Say(String words) implements Act {}

    record ShowPaper(UUID paper, int page) implements Act {}

    record StopPresenting() implements Act {}

    record ToItem(UUID item) implements Act {}

    record Interest(UUID item, UUID who, boolean has) implements Act {}

    /// All cuts that shall stand for somebody.
    record CutOff(UUID who, Set<Cut> cuts, CutCause cause, String words) implements Act {}

    record MuteAll(String words) implements Act {}

    /// Whatever was cut by name is given back to everybody.
    record GiveBackAll() implements Act {}

    record Admit(UUID who) implements Act {}

    record Remove(UUID who, String words) implements Act {}

    record Hint(UUID who, String words) implements Act {}

    /// The operator asks somebody to speak alone.
    record OpenAside(UUID who) implements Act {}

    /// The answer to that.
    record TakeAside(boolean takes) implements Act {}

    /// Either of the two ends it.
    record EndAside() implements Act {}

    record Vouch(UUID who) implements Act {}

    record Leave() implements Act {}

    record End() implements Act {}

    record Publish(String offer) implements Signal {}

    record Present(String offer) implements Signal {}

    record Subscribe(List<Feed> wanted) implements Signal {}

    record Answer(String answer) implements Signal {}

    /// Sound for the private line.
    record SpeakAside(String offer) implements Signal {}

    /// What the other one says there.
    record HearAside() implements Signal {}

    record AnswerAside(String answer) implements Signal {}

    /// What the browser found out about itself, for whoever helps.
    record Report(String browser, String camera, String microphone, double loss, double rtt)
            implements Signal {}

    /// I am still here.
    record Beat() implements Ask {}
}
