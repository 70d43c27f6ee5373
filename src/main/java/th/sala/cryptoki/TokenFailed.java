package th.sala.cryptoki;

/// A token does not do what it is asked for.
public final class TokenFailed extends Exception {
    private final TokenTrouble trouble;

    /// @param detail for whoever looks after the machine: a call and its code, a file; no secrets
    public TokenFailed(TokenTrouble trouble, String detail) {
        super(detail);
        this.trouble = trouble;
    }

    public TokenTrouble trouble() {
        return trouble;
    }

    public String detail() {
        return String.valueOf(getMessage());
    }
}
