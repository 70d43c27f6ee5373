package th.sala.cryptoki;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.ByteArrayOutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import th.sala.cryptoki.Library.Function;
import th.sala.cryptoki.Library.Refused;

/// A token with a session that is signed in. Private keys are only ever used inside of it.
final class Token {
    private static final byte TRUE = 1;

    private static final long INITIALISED = 0x400;
    private static final long PIN_SET = 0x8;
    private static final long LAST_TRY = 0x20000;
    private static final long LOCKED = 0x40000;
    private static final long TO_BE_CHANGED = 0x80000;

    private static final long USER = 1;
    private static final long SERIAL_SESSION = 4;

    private static final long CLASS = 0;
    private static final long VALUE = 0x11;
    private static final long KEY_TYPE = 0x100;
    private static final long ID = 0x102;
    private static final long SIGNS = 0x108;
    private static final long ALWAYS_ASKS = 0x202;

    private static final long CERTIFICATES = 1;
    private static final long PRIVATE_KEYS = 3;
    private static final long RSA = 0;
    private static final long CURVE = 3;
    private static final long SIGN_RSA = 1;
    private static final long SIGN_CURVE = 0x1041;
    private static final long UNAVAILABLE = -1;

    /// Stands before a SHA-256 in what RSA signs (RFC 8017, 9.2).
    private static final byte[] DIGEST_INFO =
            HexFormat.of().parseHex("3031300d060960864801650304020105000420");

    private static final int MOST_SLOTS = 256;
    private static final int AT_ONCE = 64;
    private static final int LARGEST_SIGNATURE = 2048;
    private static final int INFO_BYTES = 208;
    private static final int LABEL_BYTES = 32;
    private static final int MAKER_END = 80;
    private static final int SERIAL_END = 96;
    private static final int LONGEST_VALUE = 64 * 1024;
    private static final int SEQUENCE = 0x30;
    private static final int INTEGER = 2;
    private static final int SHORT_FORM = 128;
    private static final int LONG_FORM = 0x81;

    /// What PKCS#11 says of a token, without the spaces that fill it up.
    private record Info(String label, String maker, String serial, long flags) {
        boolean is(long flag) {
            return (flags & flag) != 0;
        }
    }

    private record Slot(long number, Info info) {}

    private final Library library;
    private final Info info;
    private final byte[] pin;
    private final long session;

    private Token(Library library, Info info, byte[] pin, long session) {
        this.library = library;
        this.info = info;
        this.pin = pin;
        this.session = session;
    }

    /// Finds it and signs in, once.
    ///
    /// @throws TokenFailed if it is not there or does not let us in
    static Token open(TokenWire.Opening asked) throws TokenFailed {
        var library = Library.open(Path.of(asked.library()));
        try {
            var slot = slot(library, asked);
            mustTakePin(slot.info);
            try (var arena = Arena.ofConfined()) {
                var place = arena.allocate(JAVA_LONG);
                library.call(
                        Function.C_OPEN_SESSION,
                        slot.number,
                        SERIAL_SESSION,
                        MemorySegment.NULL,
                        MemorySegment.NULL,
                        place);
                var token = new Token(library, slot.info, asked.pin(), place.get(JAVA_LONG, 0));
                token.signIn();
                return token;
            }
        } catch (Refused refused) {
            throw failed(refused);
        }
    }

    private static Slot slot(Library library, TokenWire.Opening asked) throws Refused, TokenFailed {
        var found = new ArrayList<Slot>();
        for (var number : slots(library)) {
            answering(library, number)
                    .filter(info -> info.is(INITIALISED))
                    .filter(info -> asked.slot() < 0 || asked.slot() == number)
                    .filter(info -> asked.label().isEmpty() || asked.label().equals(info.label))
                    .ifPresent(info -> found.add(new Slot(number, info)));
        }
        if (found.isEmpty()) {
            throw new TokenFailed(TokenTrouble.NO_TOKEN, which(asked));
        } else if (found.size() > 1) {
            throw new TokenFailed(TokenTrouble.SEVERAL_TOKENS, which(asked));
        }
        return found.getFirst();
    }

    private static String which(TokenWire.Opening asked) {
        return asked.label().isEmpty() ? "slot " + asked.slot() : asked.label();
    }

    private static List<Long> slots(Library library) throws Refused {
        try (var arena = Arena.ofConfined()) {
            var list = arena.allocate(JAVA_LONG, MOST_SLOTS);
            var count = arena.allocate(JAVA_LONG);
            count.set(JAVA_LONG, 0, MOST_SLOTS);
            library.call(Function.C_GET_SLOT_LIST, TRUE, list, count);
            var slots = new ArrayList<Long>();
            for (var i = 0; i < Math.min(count.get(JAVA_LONG, 0), MOST_SLOTS); i++) {
                slots.add(list.getAtIndex(JAVA_LONG, i));
            }
            return slots;
        }
    }

    /// Another slot's token that does not answer hides no other.
    private static Optional<Info> answering(Library library, long slot) {
        try {
            return Optional.of(info(library, slot));
        } catch (Refused silent) {
            return Optional.empty();
        }
    }

    private static Info info(Library library, long slot) throws Refused {
        try (var arena = Arena.ofConfined()) {
            var place = arena.allocate(INFO_BYTES, JAVA_LONG.byteAlignment());
            library.call(Function.C_GET_TOKEN_INFO, slot, place);
            return new Info(
                    text(place, 0, LABEL_BYTES),
                    text(place, LABEL_BYTES, MAKER_END).replaceAll(" +", " "),
                    text(place, MAKER_END, SERIAL_END),
                    place.get(JAVA_LONG, SERIAL_END));
        }
    }

    private static String text(MemorySegment place, int from, int to) {
        var bytes = place.asSlice(from, (long) to - from).toArray(JAVA_BYTE);
        return new String(bytes, StandardCharsets.UTF_8).strip();
    }

    /// A PIN is not tried where a wrong one would cost more than an answer.
    private static void mustTakePin(Info info) throws TokenFailed {
        if (info.is(LOCKED)) {
            throw new TokenFailed(TokenTrouble.PIN_LOCKED, info.label);
        } else if (info.is(LAST_TRY)) {
            throw new TokenFailed(TokenTrouble.PIN_LAST_TRY, info.label);
        } else if (!info.is(PIN_SET) || info.is(TO_BE_CHANGED)) {
            throw new TokenFailed(TokenTrouble.PIN_UNUSABLE, info.label);
        }
    }

    /// Whatever the token says against it, the PIN counts as refused: makers have codes of their
    /// own, and a second try may lock it.
    private void signIn() throws TokenFailed {
        try (var arena = Arena.ofConfined()) {
            var place = arena.allocateFrom(JAVA_BYTE, pin);
            try {
                library.call(Function.C_LOGIN, session, USER, place, (long) pin.length);
            } catch (Refused refused) {
                var trouble = Codes.trouble(refused.code());
                throw new TokenFailed(
                        trouble == TokenTrouble.FAILED ? TokenTrouble.PIN_REFUSED : trouble,
                        String.valueOf(refused.getMessage()));
            } finally {
                place.fill((byte) 0);
            }
        }
    }

    /// @throws TokenFailed if it does not say
    Held held() throws TokenFailed {
        try {
            var ids = new ArrayList<byte[]>();
            for (var key : find(PRIVATE_KEYS)) {
                if (mayUse(key)) {
                    ids.add(value(key, ID));
                }
            }
            var certificates = new ArrayList<Held.Certificate>();
            var known = new ArrayList<byte[]>();
            for (var certificate : find(CERTIFICATES)) {
                var encoded = value(certificate, VALUE);
                var id = value(certificate, ID);
                if (encoded.length > 0 && certificates.size() < TokenWire.MOST_CERTIFICATES) {
                    certificates.add(new Held.Certificate(encoded, has(ids, id)));
                    known.add(id);
                }
            }
            var alone = (int) ids.stream().filter(id -> !has(known, id)).count();
            return new Held(info.maker, info.serial, certificates, alone);
        } catch (Refused refused) {
            throw failed(refused);
        }
    }

    /// Keys and certificates without an id belong to nothing.
    private static boolean has(List<byte[]> ids, byte[] id) {
        return id.length > 0 && ids.stream().anyMatch(one -> Arrays.equals(one, id));
    }

    /// A key that wants its PIN at each signature is its owner's to use, and nothing for a server:
    /// each refusal would bring the token nearer to its lock.
    private boolean mayUse(long key) throws Refused {
        return isTrue(value(key, SIGNS)) && !isTrue(value(key, ALWAYS_ASKS));
    }

    private static boolean isTrue(byte[] value) {
        return value.length == 1 && value[0] == TRUE;
    }

    /// @param certificate DER
    /// @param digest SHA-256
    /// @throws TokenFailed if there is no such key, or it does not sign
    byte[] sign(byte[] certificate, byte[] digest) throws TokenFailed {
        try {
            var key =
                    key(certificate)
                            .orElseThrow(() -> new TokenFailed(TokenTrouble.NO_KEY, info.label));
            var type = number(value(key, KEY_TYPE));
            if (type == RSA) {
                return sign(key, SIGN_RSA, joined(DIGEST_INFO, digest));
            } else if (type == CURVE) {
                return sequence(sign(key, SIGN_CURVE, digest));
            }
            throw new TokenFailed(TokenTrouble.NO_KEY, "type of key 0x%x".formatted(type));
        } catch (Refused refused) {
            throw failed(refused);
        }
    }

    private Optional<Long> key(byte[] certificate) throws Refused {
        for (var one : find(CERTIFICATES)) {
            if (Arrays.equals(value(one, VALUE), certificate)) {
                var id = value(one, ID);
                for (var key : find(PRIVATE_KEYS)) {
                    if (id.length > 0 && Arrays.equals(value(key, ID), id) && mayUse(key)) {
                        return Optional.of(key);
                    }
                }
            }
        }
        return Optional.empty();
    }

    private byte[] sign(long key, long how, byte[] what) throws Refused {
        try (var arena = Arena.ofConfined()) {
            var mechanism = arena.allocate(JAVA_LONG, 3);
            mechanism.setAtIndex(JAVA_LONG, 0, how);
            library.call(Function.C_SIGN_INIT, session, mechanism, key);
            var place = arena.allocate(LARGEST_SIGNATURE);
            var length = arena.allocate(JAVA_LONG);
            length.set(JAVA_LONG, 0, LARGEST_SIGNATURE);
            library.call(
                    Function.C_SIGN,
                    session,
                    arena.allocateFrom(JAVA_BYTE, what),
                    (long) what.length,
                    place,
                    length);
            return place.asSlice(0, length.get(JAVA_LONG, 0)).toArray(JAVA_BYTE);
        }
    }

    private List<Long> find(long kind) throws Refused {
        try (var arena = Arena.ofConfined()) {
            var value = arena.allocateFrom(JAVA_LONG, kind);
            var template = attribute(arena, CLASS, value, JAVA_LONG.byteSize());
            library.call(Function.C_FIND_OBJECTS_INIT, session, template, 1L);
            try {
                return found(arena);
            } finally {
                library.call(Function.C_FIND_OBJECTS_FINAL, session);
            }
        }
    }

    private List<Long> found(Arena arena) throws Refused {
        var all = new ArrayList<Long>();
        var some = arena.allocate(JAVA_LONG, AT_ONCE);
        var count = arena.allocate(JAVA_LONG);
        do {
            library.call(Function.C_FIND_OBJECTS, session, some, (long) AT_ONCE, count);
            for (var i = 0; i < Math.min(count.get(JAVA_LONG, 0), AT_ONCE); i++) {
                all.add(some.getAtIndex(JAVA_LONG, i));
            }
        } while (count.get(JAVA_LONG, 0) > 0 && all.size() < TokenWire.MOST_CERTIFICATES);
        return all;
    }

    /// @return empty if the object has none
    private byte[] value(long object, long attribute) throws Refused {
        try (var arena = Arena.ofConfined()) {
            var asked = attribute(arena, attribute, MemorySegment.NULL, 0);
            try {
                library.call(Function.C_GET_ATTRIBUTE_VALUE, session, object, asked, 1L);
            } catch (Refused refused) {
                if (Codes.hasNoValue(refused.code())) {
                    return new byte[0];
                }
                throw refused;
            }
            var length = asked.getAtIndex(JAVA_LONG, 2);
            if (length == UNAVAILABLE || length <= 0 || length > LONGEST_VALUE) {
                return new byte[0];
            }
            var place = arena.allocate(length, JAVA_LONG.byteAlignment());
            var wanted = attribute(arena, attribute, place, length);
            library.call(Function.C_GET_ATTRIBUTE_VALUE, session, object, wanted, 1L);
            return place.toArray(JAVA_BYTE);
        }
    }

    private static MemorySegment attribute(
            Arena arena, long type, MemorySegment value, long length) {
        var attribute = arena.allocate(JAVA_LONG, 3);
        attribute.setAtIndex(JAVA_LONG, 0, type);
        attribute.setAtIndex(ADDRESS, 1, value);
        attribute.setAtIndex(JAVA_LONG, 2, length);
        return attribute;
    }

    private static long number(byte[] value) {
        return value.length == Long.BYTES
                ? MemorySegment.ofArray(value)
                        .get(java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED, 0)
                : UNAVAILABLE;
    }

    private static byte[] joined(byte[] one, byte[] other) {
        var all = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, all, one.length, other.length);
        return all;
    }

    /// Two numbers of equal length, as certificates' algorithms write them (RFC 3279, 2.2.3).
    static byte[] sequence(byte[] both) {
        var half = both.length / 2;
        var content = new ByteArrayOutputStream();
        for (var part :
                List.of(Arrays.copyOf(both, half), Arrays.copyOfRange(both, half, both.length))) {
            var number = new BigInteger(1, part).toByteArray();
            content.write(INTEGER);
            content.write(number.length);
            content.writeBytes(number);
        }
        var sequence = new ByteArrayOutputStream();
        sequence.write(SEQUENCE);
        if (content.size() >= SHORT_FORM) {
            sequence.write(LONG_FORM);
        }
        sequence.write(content.size());
        sequence.writeBytes(content.toByteArray());
        return sequence.toByteArray();
    }

    private static TokenFailed failed(Refused refused) {
        return new TokenFailed(Codes.trouble(refused.code()), String.valueOf(refused.getMessage()));
    }
}
