package th.sala.cryptoki;

/// What the answers of PKCS#11 functions (`CKR_…`) mean here.
final class Codes {
    private static final int ATTRIBUTE_SENSITIVE = 0x11;
    private static final int ATTRIBUTE_TYPE_INVALID = 0x12;
    private static final int PIN_INCORRECT = 0xa0;
    private static final int PIN_INVALID = 0xa1;
    private static final int PIN_LEN_RANGE = 0xa2;
    private static final int PIN_EXPIRED = 0xa3;
    private static final int PIN_LOCKED = 0xa4;
    private static final int TOKEN_NOT_PRESENT = 0xe0;
    private static final int USER_PIN_NOT_INITIALIZED = 0x102;

    private Codes() {}

    static boolean hasNoValue(long code) {
        return code == ATTRIBUTE_SENSITIVE || code == ATTRIBUTE_TYPE_INVALID;
    }

    static TokenTrouble trouble(long code) {
        return switch ((int) code) {
            case PIN_INCORRECT, PIN_INVALID, PIN_LEN_RANGE -> TokenTrouble.PIN_REFUSED;
            case PIN_LOCKED -> TokenTrouble.PIN_LOCKED;
            case PIN_EXPIRED, USER_PIN_NOT_INITIALIZED -> TokenTrouble.PIN_UNUSABLE;
            case TOKEN_NOT_PRESENT -> TokenTrouble.NO_TOKEN;
            default -> TokenTrouble.FAILED;
        };
    }
}
