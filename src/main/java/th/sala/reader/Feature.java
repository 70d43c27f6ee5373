package th.sala.reader;

import java.util.Locale;

/// What is in a PDF beside its pages, and who opens it should know.
public enum Feature {
    JAVASCRIPT,
    /// It wants to start a program.
    LAUNCH,
    EMBEDDED_FILES,
    FORM,
    /// A form of the kind that most programs do not show.
    XFA,
    SIGNED,
    /// Other data before or after the PDF, as in a file that is two kinds at once.
    OTHER_DATA,
    /// So much that not all of it was looked through.
    NOT_ALL_SEEN;

    public String key() {
        return "files.pdf.feature." + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
