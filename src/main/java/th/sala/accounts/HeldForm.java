package th.sala.accounts;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A form that came in when its session had ended. Its fields travel through the sign-in page and
/// are offered to be sent again, so that nothing typed is lost; passwords and answers of passkeys
/// are left out, and files have to be chosen again. Nothing of it is kept on the server.
///
/// @param action where the form goes, on this site
/// @param files the fields that held a file
record HeldForm(LocalPath action, boolean multipart, List<Field> fields, List<Field> files) {
    /// @param value for a file its name
    record Field(String name, String value) {}

    private static final String PREFIX = "held.";
    private static final String ACTION = PREFIX + "action";
    private static final String MULTIPART = PREFIX + "multipart";
    private static final String TEXT = PREFIX + "text.";
    private static final String FILE = PREFIX + "file.";

    /// The form that a request brought, as its sender filled it.
    static HeldForm sent(String action, HttpServletRequest request) {
        var fields = new ArrayList<Field>();
        request.getParameterMap()
                .forEach((name, values) -> {
                    for (var value : values) {
                        fields.add(new Field(name, value));
                    }
                });
        fields.removeIf(field -> isNotKept(field.name()));
        var type = request.getContentType();
        var multipart = type != null && type.startsWith("multipart/form-data");
        return new HeldForm(
                LocalPath.of(action), multipart, fields, multipart ? files(request) : List.of());
    }

    private static boolean isNotKept(String name) {
        return name.equals("_csrf")
                || name.equals(PasskeyRequests.ANSWER)
                || name.toLowerCase(Locale.ROOT).contains("password");
    }

    private static List<Field> files(HttpServletRequest request) {
        var files = new LinkedHashSet<Field>();
        try {
            for (Part part : request.getParts()) {
                var file = part.getSubmittedFileName();
                if (file != null) {
                    files.add(new Field(part.getName(), file));
                }
            }
        } catch (IOException | ServletException unreadable) {
            return List.of();
        }
        return List.copyOf(files);
    }

    /// The form that the sign-in page carried along, if it did.
    static Optional<HeldForm> carried(HttpServletRequest request) {
        var action = request.getParameter(ACTION);
        if (action == null || LocalPath.of(action).isHome()) {
            return Optional.empty();
        }
        var held =
                new HeldForm(
                        LocalPath.of(action),
                        request.getParameter(MULTIPART) != null,
                        stripped(request, TEXT),
                        stripped(request, FILE));
        return Optional.of(held);
    }

    private static List<Field> stripped(HttpServletRequest request, String prefix) {
        var fields = new ArrayList<Field>();
        request.getParameterMap()
                .forEach((name, values) -> {
                    if (name.startsWith(prefix)) {
                        for (var value : values) {
                            fields.add(new Field(name.substring(prefix.length()), value));
                        }
                    }
                });
        return fields;
    }

    /// As hidden fields of the sign-in page.
    List<Field> carrying() {
        var all = new ArrayList<Field>();
        all.add(new Field(ACTION, action.text()));
        if (multipart) {
            all.add(new Field(MULTIPART, "yes"));
        }
        fields.forEach(field -> all.add(new Field(TEXT + field.name(), field.value())));
        files.forEach(file -> all.add(new Field(FILE + file.name(), file.value())));
        return all;
    }
}
