package th.sala.letters;

import java.util.List;
import th.sala.law.Refusal;

/// Refusal: rules would be broken if the letter left as it is.
public class NotReady extends Refusal {
    public final List<Finding> findings;

    NotReady(List<Finding> findings) {
        super(
                findings.getFirst().citation(),
                findings.getFirst().key(),
                findings.getFirst().arguments().toArray());
        this.findings = findings;
    }
}
