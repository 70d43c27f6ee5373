package th.sala.mail;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Component;
import th.sala.origin.NameService;
import th.sala.origin.Questions;
import th.sala.origin.Questions.Exchanger;
import th.sala.origin.Unanswered;

/// The servers that take a domain's mail, as the domain names them (RFC 5321 5.1).
@Component
class Exchangers {
    private static final int MOST_HOSTS = 8;
    private static final int MOST_ADDRESSES = 8;
    private static final int MOST_QUESTIONS = 2 * MOST_HOSTS + 1;
    private static final Duration LONGEST = Duration.ofSeconds(20);

    /// What the name service says.
    sealed interface Found {
        /// @param servers in the order in which they are tried, at least one
        record Servers(List<InetAddress> servers) implements Found {}

        /// Nobody takes the domain's mail.
        record Nobody(Reply why) implements Found {}

        /// That is not known now.
        record Unknown(Reply why) implements Found {}
    }

    private final NameService names;
    private final DirectSettings settings;
    private final String hostname;

    Exchangers(NameService names, DirectSettings settings, SmtpSettings smtp) {
        this.names = names;
        this.settings = settings;
        this.hostname = smtp.hostname();
    }

    Found of(String domain) {
        var questions = names.questions(MOST_QUESTIONS, LONGEST);
        try {
            var named = questions.exchangers(domain);
            if (named.size() == 1 && named.getFirst().host().isEmpty()) {
                return new Found.Nobody(Reply.ours("takes-none", domain));
            }
            var hosts = named.isEmpty() ? List.of(new Exchanger(0, domain)) : before(named);
            return hosts.isEmpty()
                    ? new Found.Nobody(Reply.ours("leads-here", domain))
                    : servers(domain, hosts, questions);
        } catch (Unanswered later) {
            return new Found.Unknown(Reply.ours("names-silent", domain));
        }
    }

    /// Equals in any order; nobody who comes after us, else a mail would go in a circle.
    private List<Exchanger> before(List<Exchanger> named) {
        var ours =
                named.stream()
                        .filter(one -> one.host().equalsIgnoreCase(hostname))
                        .mapToInt(Exchanger::preference)
                        .min()
                        .orElse(Integer.MAX_VALUE);
        var hosts =
                new ArrayList<>(
                        named.stream()
                                .filter(one -> !one.host().isEmpty() && one.preference() < ours)
                                .toList());
        Collections.shuffle(hosts);
        hosts.sort(Comparator.comparingInt(Exchanger::preference));
        return hosts.subList(0, Math.min(MOST_HOSTS, hosts.size()));
    }

    private Found servers(String domain, List<Exchanger> hosts, Questions questions) {
        var found = new ArrayList<InetAddress>();
        var isAllKnown = true;
        for (var host : hosts) {
            try {
                found.addAll(questions.addresses4(host.host()));
                found.addAll(questions.addresses6(host.host()));
            } catch (Unanswered later) {
                isAllKnown = false;
            }
        }
        var reached =
                found.stream().filter(settings.reach()::allows).limit(MOST_ADDRESSES).toList();
        if (!reached.isEmpty()) {
            return new Found.Servers(reached);
        }
        if (!isAllKnown) {
            return new Found.Unknown(Reply.ours("names-silent", domain));
        }
        return new Found.Nobody(Reply.ours(found.isEmpty() ? "no-server" : "server-reach", domain));
    }
}
