package th.sala.leave;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// A leave on paper to test rules with: `BIRTH=1/11/2569; COUNTRY=ลาว`.
record Papers(
        LeaveKind kind,
        LeaveDays days,
        PaperFacts facts,
        PaperOffice office,
        PaperPower power,
        String handedIn,
        String approved,
        List<PaperCase.Other> others) {
    static Papers of(LeaveKind kind, String days, String facts) {
        var run = Days.days(days);
        var first = run.first().toString();
        return new Papers(
                kind,
                run,
                facts(facts),
                PaperOffice.OFFICIAL,
                PaperPower.TABLE,
                first,
                first,
                List.of());
    }

    static PaperFacts facts(String typed) {
        Map<PaperFact, String> facts = new EnumMap<>(PaperFact.class);
        for (var one : typed.split(";")) {
            var pair = one.strip().split("=");
            if (pair.length == 2) {
                var fact = PaperFact.valueOf(pair[0]);
                facts.put(
                        fact,
                        fact.form == PaperFact.Form.DAY ? Days.day(pair[1]).toString() : pair[1]);
            }
        }
        return new PaperFacts(facts);
    }

    Papers handedIn(String day) {
        return new Papers(kind, days, facts, office, power, day, approved, others);
    }

    Papers approved(String day) {
        return new Papers(kind, days, facts, office, power, handedIn, day, others);
    }

    Papers by(PaperOffice one, PaperPower another) {
        return new Papers(kind, days, facts, one, another, handedIn, approved, others);
    }

    Papers beside(LeaveKind other, String typed, String facts) {
        var all = new ArrayList<>(others);
        all.add(new PaperCase.Other(other, Days.days(typed), facts(facts)));
        return new Papers(kind, days, this.facts, office, power, handedIn, approved, all);
    }

    PaperCase paper() {
        return new PaperCase(
                kind,
                days,
                facts,
                office,
                power,
                Days.day(handedIn),
                Days.day(approved),
                others,
                Days.WORKING);
    }

    /// As text, so that tables can say what is expected: `A B`, empty for nothing.
    String breaches() {
        return breaches(false);
    }

    String breaches(boolean seconded) {
        var names = PaperRules.breaches(paper(), seconded).stream().map(Breach::name).toList();
        return String.join(" ", names);
    }
}
