package th.sala.media;

/// ตัดสัญญาณ: what chair or operator may take from one participant.
public enum Cut {
    /// Nobody hears them any more.
    AUDIO,
    /// Nobody sees them any more, nor what they share.
    VIDEO,
    /// Nothing is sent to their device any more.
    INCOMING
}
