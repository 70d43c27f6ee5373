package th.sala.mail;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// winmail.dat: what Outlook sends to whom it takes for another Outlook (MS-OXTNEF), with the
/// letter's files inside. Only names, files and text are read of it; Apache POI reads more, and
/// brings six archives for it.
record Tnef(String text, List<Attachment> files) {
    private static final int SIGNATURE = 0x223e9f78;
    private static final int MOST_FILES = 200;
    private static final int MOST_VALUES = 20_000;
    private static final int MOST_PROPERTIES = 2000;

    // attributes of the message and of its files
    private static final int CODE_PAGE = 0x00069007;
    private static final int BODY = 0x0002800c;
    private static final int PROPERTIES = 0x00069003;
    private static final int FILE_BEGINS = 0x00069002;
    private static final int FILE_TITLE = 0x00018010;
    private static final int FILE_BYTES = 0x0006800f;
    private static final int FILE_PROPERTIES = 0x00069005;

    // properties
    private static final int PLAIN_BODY = 0x1000;
    private static final int RTF_BODY = 0x1009;
    private static final int HTML_BODY = 0x1013;
    private static final int FILE_CONTENT = 0x3701;
    private static final int LONG_NAME = 0x3707;
    private static final int MEDIA_TYPE = 0x370e;

    /// Empty if it is none, or is broken: then it stays a file as any other.
    static Optional<Tnef> read(byte[] bytes) {
        try {
            var in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
            return in.getInt() == SIGNATURE
                    ? Optional.of(new Reader(in.position(6)).read())
                    : Optional.empty();
        } catch (BufferUnderflowException | IllegalArgumentException broken) {
            return Optional.empty();
        }
    }

    private static final class File {
        String title = "";
        String longName = "";
        String mediaType = "application/octet-stream";
        byte @Nullable [] bytes;
    }

    private static final class Reader {
        private final ByteBuffer in;
        private final List<File> files = new ArrayList<>();
        private String codePage = "";
        private int valuesRead = 0;
        private String plain = "";
        private String html = "";
        private String rtf = "";

        Reader(ByteBuffer in) {
            this.in = in;
        }

        Tnef read() {
            while (in.remaining() > 9) {
                in.get();
                var attribute = in.getInt();
                attribute(attribute, slice(in, in.getInt()));
                in.getShort();
            }
            var found = new ArrayList<Attachment>();
            for (var file : files) {
                if (file.bytes != null) {
                    var name = file.longName.isBlank() ? file.title : file.longName;
                    found.add(
                            new Attachment(
                                    FileNames.safe(name, "attachment-" + (found.size() + 1)),
                                    file.mediaType,
                                    file.bytes));
                }
            }
            var words = !plain.isBlank() ? plain : !rtf.isBlank() ? rtf : html;
            return new Tnef(Texts.lines(words).strip(), List.copyOf(found));
        }

        private void attribute(int attribute, ByteBuffer value) {
            switch (attribute) {
                case CODE_PAGE -> codePage = "windows-" + value.getInt();
                case BODY -> plain = string(value);
                case PROPERTIES -> properties(value, this::ofMessage);
                case FILE_BEGINS -> {
                    if (files.size() >= MOST_FILES) {
                        throw new IllegalArgumentException("files");
                    }
                    files.add(new File());
                }
                case FILE_TITLE -> file().title = string(value);
                case FILE_BYTES -> file().bytes = bytes(value);
                case FILE_PROPERTIES -> properties(value, this::ofFile);
                default -> {}
            }
        }

        private File file() {
            if (files.isEmpty()) {
                throw new IllegalArgumentException("a file's property without the file");
            }
            return files.getLast();
        }

        private void ofMessage(int id, int type, ByteBuffer value) {
            switch (id) {
                case PLAIN_BODY -> plain = string(type, value);
                case RTF_BODY -> rtf = RtfText.of(CompressedRtf.read(bytes(value)));
                case HTML_BODY -> html = HtmlText.of(string(type, value));
                default -> {}
            }
        }

        private void ofFile(int id, int type, ByteBuffer value) {
            switch (id) {
                case LONG_NAME -> file().longName = string(type, value);
                case MEDIA_TYPE ->
                        file().mediaType = string(type, value).toLowerCase(java.util.Locale.ROOT);
                case FILE_CONTENT -> file().bytes = bytes(value);
                default -> {}
            }
        }

        private interface Property {
            void of(int id, int type, ByteBuffer value);
        }

        private static final int STRING = 0x1e;
        private static final int UNICODE = 0x1f;
        private static final int OBJECT = 0x0d;
        private static final int BINARY = 0x102;
        private static final int SEVERAL = 0x1000;

        private void properties(ByteBuffer from, Property property) {
            var count = from.getInt();
            if (count < 0 || count > MOST_PROPERTIES) {
                throw new IllegalArgumentException("properties");
            }
            for (int i = 0; i < count; i++) {
                var type = from.getShort() & 0xffff;
                var id = from.getShort() & 0xffff;
                if (id >= 0x8000) {
                    skipName(from);
                }
                var single = type & ~SEVERAL;
                var isVariable =
                        single == STRING
                                || single == UNICODE
                                || single == OBJECT
                                || single == BINARY;
                var values = isVariable || single != type ? from.getInt() : 1;
                valuesRead += values;
                if (values < 0 || values > MOST_PROPERTIES || valuesRead > MOST_VALUES) {
                    throw new IllegalArgumentException("values");
                }
                for (int n = 0; n < values; n++) {
                    var length = isVariable ? from.getInt() : fixed(single);
                    var value = slice(from, length);
                    slice(from, -length & 3);
                    property.of(id, type, value);
                }
            }
        }

        private static void skipName(ByteBuffer from) {
            slice(from, 16);
            if (from.getInt() == 0) {
                from.getInt();
                return;
            }
            var length = from.getInt();
            slice(from, length);
            slice(from, -length & 3);
        }

        private static int fixed(int type) {
            return switch (type) {
                case 0x01 -> 0;
                case 0x05, 0x06, 0x07, 0x14, 0x40 -> 8;
                case 0x48 -> 16;
                default -> 4;
            };
        }

        private static ByteBuffer slice(ByteBuffer from, int length) {
            if (length < 0 || length > from.remaining()) {
                throw new BufferUnderflowException();
            }
            var slice = from.slice(from.position(), length).order(ByteOrder.LITTLE_ENDIAN);
            from.position(from.position() + length);
            return slice;
        }

        private static byte[] bytes(ByteBuffer value) {
            var bytes = new byte[value.remaining()];
            value.get(bytes);
            return bytes;
        }

        private String string(int type, ByteBuffer value) {
            return type == UNICODE
                    ? withoutEnd(new String(bytes(value), StandardCharsets.UTF_16LE))
                    : string(value);
        }

        private String string(ByteBuffer value) {
            return withoutEnd(Charsets.decode(bytes(value), codePage));
        }

        private static String withoutEnd(String text) {
            var end = text.indexOf('\0');
            return end < 0 ? text : text.substring(0, end);
        }
    }
}
