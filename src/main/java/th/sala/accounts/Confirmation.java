package th.sala.accounts;

/// With what a person who is signed in proves once more who they are, before an act that counts:
/// their password, or a passkey of theirs. Methods of controllers take it as a parameter, from what
/// the fragment `accounts/parts :: confirmation` put into the form, and hand it to
/// [Accounts#confirm].
public sealed interface Confirmation permits TypedPassword, PasskeyAnswer {}
