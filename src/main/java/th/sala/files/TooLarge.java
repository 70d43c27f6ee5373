package th.sala.files;

import th.sala.law.Refusal;

/// Refusal: more bytes than allowed. Nothing was kept.
public class TooLarge extends Refusal {
    TooLarge(long limit) {
        super("files.too-large", limit / (1024 * 1024));
    }
}
