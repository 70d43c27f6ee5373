package th.sala.evidence;

import static th.sala.law.Instrument.MICT_57;

import java.security.SecureRandom;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import th.sala.law.Clause;
import th.sala.proof.Entry;
import th.sala.proof.Fields;
import th.sala.proof.Statement;

/// Takes down what is done.
@Service
public class Evidence {
    private final LoggedActs acts;
    private final ClockWatch clocks;
    private final SecureRandom random = new SecureRandom();

    Evidence(LoggedActs acts, ClockWatch clocks) {
        this.acts = acts;
        this.clocks = clocks;
    }

    /// An act ready to be entered; what [th.sala.evidence.Evidence] makes and a store takes along
    /// in a statement of its own, where the last fields are known only there.
    ///
    /// @param head the leaf without its commitment
    /// @param statement its fields as text, to which more may be added
    public record Prepared(
            UUID agency,
            Act act,
            @Nullable UUID account,
            String head,
            byte[] salt,
            String statement) {}

    /// Identification, how it was proved, the right, the act: what the standard asks for.
    @Clause(id = "X2", of = MICT_57, value = "ภาคผนวก ข้อ 1")
    public Prepared prepare(Actor by, Act act) {
        var salt = new byte[Statement.SALT_BYTES];
        random.nextBytes(salt);
        var head =
                Entry.head(
                        UUID.randomUUID(),
                        act.at(),
                        clocks.line(),
                        by.agency().toString(),
                        by.account() == null ? Entry.NONE : by.account().toString(),
                        by.identified(),
                        by.right(),
                        act.name(),
                        act.reference(),
                        act.outcome());
        var said = by.name().isEmpty() ? Fields.none() : Fields.none().with("who", by.name());
        return new Prepared(
                by.agency(), act, by.account(), head, salt, said.with(act.said()).toString());
    }

    /// Takes an act down in the transaction that does it: both are there, or neither.
    @Transactional(propagation = Propagation.MANDATORY)
    public void record(Actor by, Act act) {
        acts.add(prepare(by, act));
    }

    /// Takes down what has no transaction of its own, or one that was rolled back.
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void recordApart(Actor by, Act act) {
        acts.add(prepare(by, act));
    }
}
