package th.sala.cryptoki;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A PKCS#11 library and its functions, as version 2.40 of the standard lays them out on 64-bit
/// Linux: every number has eight bytes. For one thread.
final class Library {
    /// A function by its place in `CK_FUNCTION_LIST`.
    enum Function {
        C_INITIALIZE(0),
        C_GET_SLOT_LIST(4),
        C_GET_TOKEN_INFO(6),
        C_OPEN_SESSION(12),
        C_LOGIN(18),
        C_GET_ATTRIBUTE_VALUE(24),
        C_FIND_OBJECTS_INIT(26),
        C_FIND_OBJECTS(27),
        C_FIND_OBJECTS_FINAL(28),
        C_SIGN_INIT(42),
        C_SIGN(43);

        private final int place;

        Function(int place) {
            this.place = place;
        }
    }

    /// A function did not do it.
    static final class Refused extends Exception {
        private final long code;

        Refused(Function function, long code) {
            super("%s: 0x%x".formatted(function, code));
            this.code = code;
        }

        long code() {
            return code;
        }
    }

    private static final int PLACES = 44;

    /// Before the functions stands the version: two bytes, and six to the next place.
    private static final long VERSION = 8;

    private static final Linker LINKER = Linker.nativeLinker();

    private final MemorySegment functions;

    private Library(MemorySegment functions) {
        this.functions = functions;
    }

    /// Loads it and lets it begin.
    ///
    /// @throws TokenFailed if that does not work; the detail says why
    @SuppressWarnings("restricted")
    static Library open(Path file) throws TokenFailed {
        try {
            var entry =
                    SymbolLookup.libraryLookup(file, Arena.global())
                            .find("C_GetFunctionList")
                            .orElseThrow(() ->
                                    new TokenFailed(
                                            TokenTrouble.LIBRARY,
                                            file + " has no C_GetFunctionList"));
            try (var arena = Arena.ofConfined()) {
                var place = arena.allocate(ADDRESS);
                var code = invoke(entry, List.of(place));
                if (code != 0) {
                    throw new TokenFailed(
                            TokenTrouble.LIBRARY, "C_GetFunctionList: 0x%x".formatted(code));
                }
                var size = VERSION + PLACES * ADDRESS.byteSize();
                var library = new Library(place.get(ADDRESS, 0).reinterpret(size));
                library.call(Function.C_INITIALIZE, MemorySegment.NULL);
                return library;
            }
        } catch (IllegalArgumentException noLibrary) {
            throw new TokenFailed(TokenTrouble.LIBRARY, "cannot load " + file);
        } catch (Refused refused) {
            throw new TokenFailed(TokenTrouble.LIBRARY, String.valueOf(refused.getMessage()));
        }
    }

    /// @param arguments numbers as `Long`, truth as `Byte`, places in memory
    /// @throws Refused if it answers anything but 0
    void call(Function function, Object... arguments) throws Refused {
        var address = functions.get(ADDRESS, VERSION + function.place * ADDRESS.byteSize());
        var code = invoke(address, Arrays.asList(arguments));
        if (code != 0) {
            throw new Refused(function, code);
        }
    }

    @SuppressWarnings("restricted")
    private static long invoke(MemorySegment function, List<Object> arguments) {
        var layouts = new ArrayList<MemoryLayout>();
        for (var argument : arguments) {
            layouts.add(layout(argument));
        }
        var descriptor = FunctionDescriptor.of(JAVA_LONG, layouts.toArray(MemoryLayout[]::new));
        try {
            return (long)
                    LINKER.downcallHandle(function, descriptor).invokeWithArguments(arguments);
        } catch (RuntimeException | Error failed) {
            throw failed;
        } catch (Throwable impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static MemoryLayout layout(Object argument) {
        return switch (argument) {
            case Long _ -> JAVA_LONG;
            case Byte _ -> JAVA_BYTE;
            case MemorySegment _ -> ADDRESS;
            default -> throw new IllegalArgumentException("no argument: " + argument.getClass());
        };
    }
}
