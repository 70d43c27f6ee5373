package th.sala.origin;

import java.io.ByteArrayOutputStream;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.PTRRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.ReverseMap;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;
import org.xbill.DNS.lookup.LookupSession;
import org.xbill.DNS.lookup.NoSuchDomainException;
import org.xbill.DNS.lookup.NoSuchRRSetException;

/// Questions to the name service, bounded together in number and time. Every answer may be empty:
/// then there is nothing of that kind under the name, or no such name. May be used by several
/// threads.
public final class Questions {
    /// A server that takes mail.
    ///
    /// @param preference the smaller the better
    /// @param host in lower case without the last dot; empty for "none" (RFC 7505)
    public record Exchanger(int preference, String host) {}

    private static final int LONGEST_TEXT = 8_192;
    private static final int MOST_RECORDS = 100;

    private final LookupSession session;
    private final AtomicInteger left;
    private final long deadline;

    Questions(LookupSession session, int most, Duration longest) {
        this.session = session;
        this.left = new AtomicInteger(most);
        this.deadline = System.nanoTime() + longest.toNanos();
    }

    /// Texts as bytes that stand for themselves; those that nobody needs so long are left out.
    public List<String> texts(String name) throws Unanswered {
        return records(name, Type.TXT).stream()
                .filter(TXTRecord.class::isInstance)
                .map(record -> joined((TXTRecord) record))
                .filter(text -> text.length() <= LONGEST_TEXT)
                .toList();
    }

    private static String joined(TXTRecord record) {
        var bytes = new ByteArrayOutputStream();
        record.getStringsAsByteArrays().forEach(bytes::writeBytes);
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }

    /// Those of IPv4.
    public List<InetAddress> addresses4(String name) throws Unanswered {
        return records(name, Type.A).stream()
                .filter(ARecord.class::isInstance)
                .map(record -> ((ARecord) record).getAddress())
                .toList();
    }

    /// Those of IPv6.
    public List<InetAddress> addresses6(String name) throws Unanswered {
        return records(name, Type.AAAA).stream()
                .filter(AAAARecord.class::isInstance)
                .map(record -> ((AAAARecord) record).getAddress())
                .toList();
    }

    /// Those of the kind of another address.
    List<InetAddress> addressesLike(InetAddress other, String name) throws Unanswered {
        return other instanceof Inet6Address ? addresses6(name) : addresses4(name);
    }

    /// The best first.
    public List<Exchanger> exchangers(String name) throws Unanswered {
        return records(name, Type.MX).stream()
                .filter(MXRecord.class::isInstance)
                .map(MXRecord.class::cast)
                .map(mx -> new Exchanger(mx.getPriority(), text(mx.getTarget())))
                .sorted(Comparator.comparingInt(Exchanger::preference))
                .toList();
    }

    /// The names of an address.
    List<String> names(InetAddress address) throws Unanswered {
        return records(ReverseMap.fromAddress(address), Type.PTR).stream()
                .filter(PTRRecord.class::isInstance)
                .map(record -> text(((PTRRecord) record).getTarget()))
                .toList();
    }

    private static String text(Name name) {
        return name.toString(true).toLowerCase(Locale.ROOT).replaceFirst("^\\.$", "");
    }

    private List<Record> records(String name, int type) throws Unanswered {
        try {
            return records(Name.fromString(name, Name.root), type);
        } catch (TextParseException noName) {
            return List.of();
        }
    }

    private List<Record> records(Name name, int type) throws Unanswered {
        var rest = deadline - System.nanoTime();
        var question = Type.string(type) + " " + name;
        if (left.getAndDecrement() <= 0 || rest <= 0) {
            throw new Unanswered(question);
        }
        var asked = session.lookupAsync(name, type).toCompletableFuture();
        try {
            var records = asked.get(rest, TimeUnit.NANOSECONDS).getRecords();
            return records.subList(0, Math.min(MOST_RECORDS, records.size()));
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof NoSuchDomainException
                    || failed.getCause() instanceof NoSuchRRSetException) {
                return List.of();
            }
            throw new Unanswered(question);
        } catch (TimeoutException late) {
            asked.cancel(true);
            throw new Unanswered(question);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new Unanswered(question);
        }
    }
}
