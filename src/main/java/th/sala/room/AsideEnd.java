package th.sala.room;

/// Why a private line between operator and attendee is over. The names are in the database.
enum AsideEnd {
    /// The attendee did not take it.
    DECLINED,

    /// One of the two ended it, or the meeting did.
    ENDED,

    /// One of the two left or lost the connection.
    GONE,

    /// One of the two gets no data any more, or was removed.
    CUT,

    /// The media server does not carry it.
    MEDIA
}
