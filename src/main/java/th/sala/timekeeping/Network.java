package th.sala.timekeeping;

import java.net.InetAddress;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import th.sala.agencies.Term;

/// A network of an agency's offices, on some days.
record Network(
        UUID id, String name, String range, LocalDate fromDay, @Nullable LocalDate untilDay) {
    private static final int BYTE = 8;

    public Term term() {
        return new Term(fromDay, untilDay);
    }

    /// The range as databases and people write it, with the bits behind the network's taken out:
    /// `10.1.2.0/24`; nothing if it is none.
    static Optional<String> read(String typed) {
        var parts = typed.strip().split("/", -1);
        if (parts.length > 2 || parts[0].isEmpty() || isShort(parts[0])) {
            return Optional.empty();
        }
        try {
            var address = InetAddress.ofLiteral(parts[0]).getAddress();
            var most = address.length * BYTE;
            var bits = parts.length == 1 ? most : Integer.parseInt(parts[1]);
            if (bits < 0 || bits > most) {
                return Optional.empty();
            }
            for (int i = 0; i < address.length; i++) {
                address[i] &= (byte) mask(bits, i);
            }
            return Optional.of(InetAddress.getByAddress(address).getHostAddress() + "/" + bits);
        } catch (IllegalArgumentException | java.net.UnknownHostException none) {
            return Optional.empty();
        }
    }

    /// Whether it is an old way to write an address: `10` and `10.1` mean 0.0.0.10 and 10.0.0.1
    /// there, which is not what anybody means by `10/8`.
    private static boolean isShort(String typed) {
        return !typed.contains(":") && typed.chars().filter(one -> one == '.').count() != 3;
    }

    /// Those bits of a byte of the address that are the network's.
    private static int mask(int bits, int at) {
        var own = Math.clamp((long) bits - (long) at * BYTE, 0, BYTE);
        return 0xFF << (BYTE - own) & 0xFF;
    }

    /// Whether the address of a browser, as the server sees it, lies in the range.
    boolean contains(String address) {
        var scope = address.indexOf('%');
        var plain = scope < 0 ? address : address.substring(0, scope);
        try {
            return contains(range, InetAddress.ofLiteral(plain));
        } catch (IllegalArgumentException noAddress) {
            // what a proxy hands on is not always one
            return false;
        }
    }

    private static boolean contains(String range, InetAddress address) {
        var slash = range.indexOf('/');
        var network = InetAddress.ofLiteral(range.substring(0, slash)).getAddress();
        var own = address.getAddress();
        if (network.length != own.length) {
            return false;
        }
        var bits = Integer.parseInt(range.substring(slash + 1));
        for (int i = 0; i < own.length; i++) {
            if (((own[i] ^ network[i]) & mask(bits, i)) != 0) {
                return false;
            }
        }
        return true;
    }
}
