package th.sala.accounts;

/// What was typed as one's own password.
record TypedPassword(String text) implements Confirmation {
    @Override
    public String toString() {
        return "TypedPassword[]";
    }
}
