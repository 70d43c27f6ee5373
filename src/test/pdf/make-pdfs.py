#!/usr/bin/env python3
"""PDFs as people really send them, for src/test/resources/pdf (its README.md names each).

Run at development time:  python3 src/test/pdf/make-pdfs.py
Needs Chromium (CHROMIUM, or /usr/bin/chromium), qpdf and pdftoppm; the demo's letters must have been made.
"""
import base64
import glob
import os
import pathlib
import subprocess
import tempfile
import zipfile

HOME = pathlib.Path(__file__).resolve().parents[3]
OUT = HOME / "src/test/resources/pdf"
LETTERS = HOME / "src/main/resources/demo/letters"
FONTS = HOME / "ui/node_modules/@fontsource/sarabun/files"
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
WORK = pathlib.Path(tempfile.mkdtemp(prefix="sala-pdfs-"))
THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")


def run(*command):
    subprocess.run([str(word) for word in command], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def font(script, weight):
    data = base64.b64encode((FONTS / f"sarabun-{script}-{weight}-normal.woff2").read_bytes()).decode()
    letters = "U+0E01-0E5B" if script == "thai" else "U+0000-00FF,U+2000-206F"
    return (f"@font-face{{font-family:Sarabun;font-weight:{weight};unicode-range:{letters};"
            f"src:url(data:font/woff2;base64,{data}) format('woff2')}}")


FACES = "".join(font(script, weight) for script in ("thai", "latin") for weight in (400, 700))


def printed(name, style, body, title):
    page = WORK / "page.html"
    page.write_text(f"<!doctype html><html lang=th><meta charset=utf-8><title>{title}</title>"
                    f"<style>{FACES}body{{font:12pt/1.6 Sarabun}}{style}</style><body>{body}</body></html>", "utf-8")
    raw = WORK / "raw.pdf"
    run(CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
        f"--user-data-dir={WORK}/profile", "--no-pdf-header-footer", f"--print-to-pdf={raw}", f"file://{page}")
    run("qpdf", "--object-streams=generate", "--recompress-flate", "--compression-level=9", "--deterministic-id", raw, OUT / name)


def objects(version, bodies, root=1):
    """A PDF from the bodies of its objects, numbered from 1, with a correct cross-reference table."""
    out = bytearray(b"%PDF-" + version + b"\n%\xe2\xe3\xcf\xd3\n")
    starts = []
    for number, body in enumerate(bodies, 1):
        starts.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1)
    out += b"".join(b"%010d 00000 n \n" % start for start in starts)
    out += b"trailer\n<< /Size %d /Root %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(bodies) + 1, root, table)
    return bytes(out)


def stream(content, extra=b""):
    return b"<< /Length %d %s>>\nstream\n" % (len(content), extra) + content + b"\nendstream"


def scan():
    run("pdftoppm", "-r", "110", "-gray", "-jpeg", "-jpegopt", "quality=45", "-singlefile", LETTERS / "15.pdf", WORK / "scan")
    picture = (WORK / "scan.jpg").read_bytes()
    at = picture.index(b"\xff\xc0") + 5
    height, width = int.from_bytes(picture[at:at + 2], "big"), int.from_bytes(picture[at + 2:at + 4], "big")
    image = b"/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /DCTDecode " % (width, height)
    (OUT / "scan.pdf").write_bytes(objects(b"1.3", [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /XObject << /Scan 4 0 R >> >> /Contents 5 0 R >>",
        stream(picture, image),
        stream(b"q 595 0 0 842 0 0 cm /Scan Do Q"),
    ]))


def word():
    paragraphs = []
    for letter in sorted(glob.glob(str(LETTERS / "*.txt")))[:14]:
        head, body = pathlib.Path(letter).read_text("utf-8").split("\n\n", 1)
        subject = next(line[9:] for line in head.split("\n") if line.startswith("subject: "))
        paragraphs.append(f"<h2>{subject}</h2>" + "".join(f"<p>{part}</p>" for part in body.split("\n\n")))
    printed("word.pdf", "@page{size:A4;margin:2.5cm 2cm 2cm 3cm}p{text-indent:2.5cm;text-align:justify}h2{font-size:14pt}",
            ("<h1>รายงานสรุปหนังสือราชการ</h1>" + "".join(paragraphs)).translate(THAI_DIGITS), "รายงานสรุปหนังสือราชการ")


def table():
    rows = "".join(f"<tr><td>{i}<td>บ้านท่าเกลือ หมู่ที่ {i % 11 + 1}<td>{20 + i * 7 % 40}<td>{i * 13 % 55 + 10}<td>{i * 3125:,}<td>น้ำลดแล้ว</tr>"
                   for i in range(1, 46))
    printed("table-landscape.pdf",
            "@page{size:A4 landscape;margin:2cm}table{border-collapse:collapse;width:100%}td,th{border:1px solid #000;padding:2px 6px}",
            ("<h2>บัญชีครัวเรือนที่ได้รับผลกระทบจากอุทกภัย</h2><table><thead><tr><th>ลำดับ<th>หมู่บ้าน<th>ครัวเรือน<th>ระดับน้ำ (ซม.)"
             "<th>ความเสียหาย (บาท)<th>หมายเหตุ</tr></thead>" + rows + "</table>").translate(THAI_DIGITS), "บัญชีครัวเรือน")


def form():
    (OUT / "form-1.4.pdf").write_bytes(objects(b"1.4", [
        b"<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [6 0 R 7 0 R] /DR << /Font << /Helv 5 0 R >> >> /DA (/Helv 12 Tf 0 g) /NeedAppearances true >> >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /Helv 5 0 R >> >> /Contents 4 0 R /Annots [6 0 R 7 0 R] >>",
        stream(b"BT /Helv 14 Tf 72 780 Td (Reply form) Tj 0 -40 Td (Name) Tj 0 -40 Td (Will attend) Tj ET"),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Type /Annot /Subtype /Widget /FT /Tx /T (name) /V (Natthida) /Rect [180 732 460 752] /P 3 0 R /F 4 >>",
        b"<< /Type /Annot /Subtype /Widget /FT /Btn /T (attend) /V /Off /AS /Off /Rect [180 692 196 708] /P 3 0 R /F 4 >>",
    ]))


def many_pages():
    count = 300
    kids = b" ".join(b"%d 0 R" % (i + 4) for i in range(count))
    bodies = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [" + kids + b"] /Count %d >>" % count,
              b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    for i in range(count):
        bodies.append(b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 100] /Resources << /Font << /F 3 0 R >> >> /Contents %d 0 R >>" % (i + 4 + count))
    bodies += [stream(b"BT /F 20 Tf 20 40 Td (Page %d) Tj ET" % (i + 1)) for i in range(count)]
    (WORK / "pages.pdf").write_bytes(objects(b"1.5", bodies))
    run("qpdf", "--object-streams=generate", "--deterministic-id", WORK / "pages.pdf", OUT / "pages-300.pdf")


def docx():
    with zipfile.ZipFile(OUT / "docx-renamed.pdf", "w", zipfile.ZIP_DEFLATED) as package:
        def add(name, text):
            package.writestr(zipfile.ZipInfo(name, (2026, 10, 1, 8, 30, 0)), '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' + text)
        add("[Content_Types].xml", '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>')
        add("_rels/.rels", '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
            'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>')
        add("word/document.xml", '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r>'
            '<w:t>หนังสือฉบับนี้เป็นแฟ้ม Word ที่เปลี่ยนนามสกุลเป็น PDF</w:t></w:r></w:p></w:body></w:document>')


def loop():
    (OUT / "loop.pdf").write_bytes(objects(b"1.4", [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /XObject << /X 5 0 R >> >> /Contents 4 0 R >>",
        stream(b"/X Do"),
        stream(b"/X Do /X Do", b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /XObject << /X 5 0 R >> >> "),
    ]))


OUT.mkdir(parents=True, exist_ok=True)
scan()
word()
table()
form()
many_pages()
docx()
loop()
letter = LETTERS / "25.pdf"
plain = letter.read_bytes()
# AES-256 draws random keys: these two differ from run to run
run("qpdf", "--encrypt", "open-me", "owner", "256", "--", letter, OUT / "encrypted-user.pdf")
run("qpdf", "--encrypt", "", "owner", "256", "--print=none", "--modify=none", "--extract=n", "--", letter, OUT / "encrypted-owner.pdf")
(OUT / "truncated.pdf").write_bytes(plain[: len(plain) * 6 // 10])
(OUT / "empty.pdf").write_bytes(b"")
(OUT / "junk-before.pdf").write_bytes(b"\r\n\r\nX-Scanned-By: gateway\r\n\r\n" + plain)
(OUT / "html-renamed.pdf").write_text("<!doctype html><html><title>404</title><h1>ไม่พบแฟ้มที่ต้องการ</h1></html>\n", "utf-8")
(OUT / "แบบสำรวจครุภัณฑ์ อำเภอท่าเกลือ (ฉบับแก้ไข).pdf").write_bytes(plain)
for file in sorted(OUT.glob("*.pdf")):
    print(f"{file.stat().st_size:8} {file.name}")
