package th.sala.reader;

import java.util.Locale;

/// What is different in a PDF from what one of its signatures saw.
public enum Change {
    /// Pages, or what stands on them.
    PAGES,
    /// Notes, stamps, links or other things laid over a page.
    NOTES,
    /// What was filled into a form.
    FORM,
    /// Files inside the file.
    ATTACHED,
    /// What a viewer does by itself: scripts and the like.
    ACTIONS,
    /// Something else.
    OTHER,
    /// Title, author and what else the file says of itself. Nobody sees it on a page.
    METADATA,
    /// A later signature shows a picture on a page, which may hide what is below.
    PICTURE_OF_SIGNATURE;

    /// Whether the document is not what was signed. The others are told, and that is all.
    public boolean isAlteration() {
        return this != METADATA && this != PICTURE_OF_SIGNATURE;
    }

    /// The message key of its sentence.
    public String key() {
        return "files.pdf.change." + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
