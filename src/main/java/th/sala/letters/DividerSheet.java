package th.sala.letters;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.QRCodeWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import th.sala.pdf.Align;
import th.sala.pdf.Block;
import th.sala.pdf.Drawing;
import th.sala.pdf.Form;
import th.sala.pdf.Points;
import th.sala.pdf.Sheet;
import th.sala.pdf.Typesetter;
import th.sala.reader.Wire;

/// แผ่นคั่น: a sheet to print and lay between two letters before they are scanned in one go.
@Component
class DividerSheet {
    private static final double HEIGHT = Points.mm(90);
    private static final double ROOM = Points.mm(40);

    byte[] pdf() {
        var centred = Form.TEXT.align(Align.CENTER);
        var code = new Drawing(modules().getWidth(), modules().getHeight(), paths());
        var blocks =
                List.<Block>of(
                        new Block.Gap(ROOM),
                        Block.text("แผ่นคั่นหนังสือ", centred.size(36).role(Form.Role.TITLE)),
                        new Block.Gap(ROOM / 2),
                        new Block.Figure(code, HEIGHT, Align.CENTER, "รหัสของแผ่นคั่น"),
                        new Block.Gap(ROOM / 2),
                        Block.text("วางระหว่างหนังสือสองฉบับก่อนสแกน ใช้ซ้ำได้", centred));
        return Typesetter.set(
                        new Sheet(
                                "แผ่นคั่นหนังสือ",
                                "",
                                Instant.EPOCH,
                                SheetParts.MARGINS,
                                false,
                                "",
                                "- %s -",
                                blocks,
                                List.of()))
                .bytes();
    }

    private static com.google.zxing.common.BitMatrix modules() {
        try {
            return new QRCodeWriter().encode(Wire.DIVIDER, BarcodeFormat.QR_CODE, 0, 0);
        } catch (WriterException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static List<String> paths() {
        var modules = modules();
        var paths = new ArrayList<String>();
        for (int y = 0; y < modules.getHeight(); y++) {
            for (int x = 0; x < modules.getWidth(); x++) {
                if (modules.get(x, y)) {
                    paths.add(
                            "M %d %d L %d %d L %d %d L %d %d Z"
                                    .formatted(x, y, x + 1, y, x + 1, y + 1, x, y + 1));
                }
            }
        }
        return paths;
    }
}
