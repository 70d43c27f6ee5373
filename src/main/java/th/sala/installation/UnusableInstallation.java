package th.sala.installation;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/// Says why Sala cannot start in the words of [Installation.Unusable], without a stack trace.
class UnusableInstallation extends AbstractFailureAnalyzer<Installation.Unusable> {
    @Override
    protected FailureAnalysis analyze(Throwable root, Installation.Unusable cause) {
        return new FailureAnalysis("sala: " + cause.getMessage(), null, cause);
    }
}
