package th.sala.origin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.xbill.DNS.ExtendedResolver;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.ResolverConfig;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.lookup.LookupSession;

/// The name servers that are asked. Nothing is kept of the answers: keys and addresses change.
public final class NameService {
    private static final int PORT = 53;
    private static final int MOST_ALIASES = 5;

    private final LookupSession session;

    /// @param servers each an address, or address and port; empty for those of this machine
    /// @param patience with one server, for one question
    public NameService(List<String> servers, Duration patience) {
        this.session =
                LookupSession.builder()
                        .resolver(resolver(servers, patience))
                        .maxRedirects(MOST_ALIASES)
                        .build();
    }

    private static Resolver resolver(List<String> servers, Duration patience) {
        var addresses =
                servers.isEmpty()
                        ? ResolverConfig.getCurrentConfig().servers()
                        : servers.stream().map(NameService::address).toList();
        var resolvers = new ArrayList<Resolver>();
        for (var address : addresses) {
            var one = new SimpleResolver(address);
            one.setTimeout(patience);
            resolvers.add(one);
        }
        var all = new ExtendedResolver(resolvers);
        all.setTimeout(patience.multipliedBy(Math.max(1, resolvers.size())));
        all.setRetries(1);
        return all;
    }

    private static InetSocketAddress address(String server) {
        var colon = server.lastIndexOf(':');
        var hasPort = colon > 0 && colon == server.indexOf(':') || server.contains("]:");
        var host = hasPort ? server.substring(0, colon) : server;
        var port = hasPort ? Integer.parseInt(server.substring(colon + 1)) : PORT;
        var address = new InetSocketAddress(host.replaceAll("[\\[\\]]", ""), port);
        if (address.isUnresolved()) {
            throw new UncheckedIOException(
                    new IOException("a name server is named by its address, not " + server));
        }
        return address;
    }

    /// Some questions for one purpose.
    ///
    /// @param most how many there may be
    /// @param longest how long they may take together
    public Questions questions(int most, Duration longest) {
        return new Questions(session, most, longest);
    }
}
