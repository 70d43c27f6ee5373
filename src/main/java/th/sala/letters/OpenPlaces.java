package th.sala.letters;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import th.sala.pdf.Block;
import th.sala.pdf.Span;

/// ช่องที่ต้องเติม: what a template leaves to whoever writes the letter, as word processors write
/// the fields of a form letter: `«ชื่อโครงการ»`.
final class OpenPlaces {
    /// What is longer is a quotation.
    private static final Pattern PLACE = Pattern.compile("«[^«»\\n]{0,80}»");

    private OpenPlaces() {}

    /// Those that would go out with the letter, each once, in the order of the form's fields.
    static List<String> in(Content written) {
        var content = written.asIssued();
        var said =
                Stream.of(
                        content.subject(),
                        content.salutation(),
                        content.citations(),
                        content.enclosures(),
                        content.proposal(),
                        content.body(),
                        content.closing(),
                        content.ownerUnit(),
                        content.contact());
        return Stream.concat(said, content.reported().parts().stream())
                .flatMap(OpenPlaces::in)
                .distinct()
                .toList();
    }

    private static Stream<String> in(String text) {
        return PLACE.matcher(text).results().map(place -> place.group());
    }

    /// The same blocks with each place in red, for whoever looks at a draft.
    static List<Block> marked(List<Block> blocks) {
        return blocks.stream().map(OpenPlaces::marked).toList();
    }

    private static Block marked(Block block) {
        return switch (block) {
            case Block.Paragraph paragraph -> marked(paragraph);
            case Block.Columns(var columns) ->
                    new Block.Columns(
                            columns.stream()
                                    .map(column ->
                                            new Block.Column(
                                                    column.width(), marked(column.blocks())))
                                    .toList());
            case Block.Table(var widths, var heads, var rows) ->
                    new Block.Table(widths, heads, rows.stream().map(OpenPlaces::marked).toList());
            case Block.Together(var name, var blocks) -> new Block.Together(name, marked(blocks));
            case Block.Figure _, Block.Photo _, Block.Gap _, Block.Rule _ -> block;
        };
    }

    private static Block.Row marked(Block.Row row) {
        return new Block.Row(
                row.cells().stream()
                        .map(cell -> cell.stream().map(OpenPlaces::marked).toList())
                        .toList());
    }

    private static Block.Paragraph marked(Block.Paragraph paragraph) {
        var spans = paragraph.spans().stream().flatMap(span -> marked(span).stream()).toList();
        return new Block.Paragraph(paragraph.label(), spans, paragraph.form());
    }

    private static List<Span> marked(Span span) {
        var spans = new ArrayList<Span>();
        int said = 0;
        var places = PLACE.matcher(span.text());
        while (places.find()) {
            add(spans, span, span.text().substring(said, places.start()));
            spans.add(Span.red(places.group()));
            said = places.end();
        }
        if (said == 0) {
            return List.of(span);
        }
        add(spans, span, span.text().substring(said));
        return spans;
    }

    private static void add(List<Span> spans, Span manner, String text) {
        if (!text.isEmpty()) {
            spans.add(new Span(text, manner.bold(), manner.underlined(), manner.red()));
        }
    }
}
