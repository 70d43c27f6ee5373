package th.sala.accounts;

/// How much work Argon2id is made to do for one password.
///
/// @param kibibytes memory, at least 8
/// @param passes over the memory, at least 1
record PasswordWork(int kibibytes, int passes) {
    /// 19 MiB and two passes: 50 ms on one core of a small server.
    static final PasswordWork FULL = new PasswordWork(19 * 1024, 2);
}
