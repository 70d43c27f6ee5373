package th.sala.law;

/// A clause as a page cites it beside a refusal or a finding.
public record Citation(String id, Instrument of, String clause) {}
