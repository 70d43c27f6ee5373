package th.sala.letters;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Which of a mail's files is the letter itself, as a proposal: whoever registers it sees them all.
final class MainFile {
    private static final Pattern ENCLOSURE =
            Pattern.compile(
                    "สิ่งที่ส่งมาด้วย|เอกสารแนบ|แนบท้าย|ผนวก|attach|enclos|annex|appendix",
                    Pattern.CASE_INSENSITIVE);

    private MainFile() {}

    /// Of the mail's own readable PDFs the only one that looks like a letter, else the first that
    /// is not called an enclosure. Of those in forwarded mails and archives only one that nothing
    /// else can be: among several a person chooses.
    ///
    /// @param own how many of the files, from the first, are the mail's own
    static Optional<LetterFile> of(List<LetterFile> files, int own) {
        var direct = readable(files.subList(0, own));
        return direct.isEmpty() ? onlyOne(readable(files)) : chosen(direct);
    }

    /// As [#of], but among several in forwarded mails and archives one all the same.
    static Optional<LetterFile> best(List<LetterFile> files, int own) {
        return of(files, own).or(() -> chosen(readable(files)));
    }

    private static List<LetterFile> readable(List<LetterFile> files) {
        return files.stream().filter(file -> file.verdict().equals(LetterFile.READABLE)).toList();
    }

    private static Optional<LetterFile> onlyOne(List<LetterFile> files) {
        var letters = files.size() == 1 ? files : letterLike(files);
        return letters.size() == 1 ? Optional.of(letters.getFirst()) : Optional.empty();
    }

    private static Optional<LetterFile> chosen(List<LetterFile> files) {
        return onlyOne(files)
                .or(() ->
                        files.stream()
                                .filter(file -> !ENCLOSURE.matcher(file.name()).find())
                                .findFirst())
                .or(() -> files.stream().findFirst());
    }

    private static List<LetterFile> letterLike(List<LetterFile> files) {
        return files.stream().filter(file -> LetterText.isHead(file.pageText())).toList();
    }
}
