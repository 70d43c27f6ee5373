package th.sala.letters;

import java.util.UUID;

/// A letter out has its number. May come more than once.
record LetterSent(UUID agency, UUID letter) {}
