package th.sala.network;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/// How far the program goes for an address that a person typed. Link-local addresses (a cloud's
/// metadata), multicast and the unspecified address are out of reach always.
public enum Reach {
    /// Public addresses only.
    PUBLIC,
    /// Also this machine and private networks: agencies sit on one machine or in one government
    /// network.
    PRIVATE;

    private static final int FIRST_OF_NAT64 = 12;
    private static final int FIRST_OF_6TO4 = 2;
    private static final int IPV4 = 4;

    /// Whether to connect to the address.
    public boolean allows(InetAddress address) {
        var within = within(address);
        if (within != address && !allows(within)) {
            return false;
        }
        return !isNever(address) && (this == PRIVATE || !isPrivate(address));
    }

    private static boolean isNever(InetAddress address) {
        return address.isLinkLocalAddress()
                || address.isMulticastAddress()
                || address.isAnyLocalAddress()
                || isIn(address, 0, 0xff)
                || isIn(address, 240, 0xf0);
    }

    private static boolean isPrivate(InetAddress address) {
        return address.isLoopbackAddress() || address.isSiteLocalAddress() || isShared(address);
    }

    /// Unique local addresses of IPv6 (fc00::/7) and the network between carriers (100.64.0.0/10).
    private static boolean isShared(InetAddress address) {
        var bytes = address.getAddress();
        return address instanceof Inet6Address
                ? (bytes[0] & 0xfe) == 0xfc
                : bytes[0] == 100 && (bytes[1] & 0xc0) == 64;
    }

    private static boolean isIn(InetAddress address, int first, int mask) {
        return !(address instanceof Inet6Address) && (address.getAddress()[0] & mask) == first;
    }

    /// The IPv4 address that an IPv6 one leads to by translation (64:ff9b::/96, 2002::/16), or the
    /// address itself.
    private static InetAddress within(InetAddress address) {
        if (!(address instanceof Inet6Address)) {
            return address;
        }
        var bytes = address.getAddress();
        if (startsWith(bytes, 0x00, 0x64, 0xff, 0x9b)) {
            return ipv4(bytes, FIRST_OF_NAT64);
        }
        return startsWith(bytes, 0x20, 0x02) ? ipv4(bytes, FIRST_OF_6TO4) : address;
    }

    private static boolean startsWith(byte[] bytes, int... prefix) {
        for (int i = 0; i < prefix.length; i++) {
            if (Byte.toUnsignedInt(bytes[i]) != prefix[i]) {
                return false;
            }
        }
        return true;
    }

    private static InetAddress ipv4(byte[] bytes, int from) {
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(bytes, from, from + IPV4));
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
