package dev.atrium.media;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;

/** Small documents of each type, made here. */
final class Documents {

    private static final String CONTENT_TYPES = "[Content_Types].xml";
    private static final String RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships";
    private static final String OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    private Documents() {}

    static byte[] pdf(String text) {
        return pdf(text, null);
    }

    /** @param password what opens it, or null */
    static byte[] pdf(String text, String password) {
        try (PDDocument document = new PDDocument()) {
            PDPage page = new PDPage();
            document.addPage(page);
            try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                if (!text.isEmpty()) {
                    content.beginText();
                    content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
                    content.newLineAtOffset(72, 700);
                    content.showText(text);
                    content.endText();
                }
            }
            if (password != null) {
                document.protect(new StandardProtectionPolicy(password, password, new AccessPermission()));
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            document.save(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] docx(String text) {
        return docx("", text);
    }

    /** @param doctype what stands before the document's root element */
    static byte[] docx(String doctype, String text) {
        return office(
                "word/document.xml",
                "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
                doctype
                        + "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body><w:p><w:r><w:t>"
                        + text + "</w:t></w:r></w:p></w:body></w:document>",
                Map.of());
    }

    static byte[] xlsx(String text) {
        String main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        return office(
                "xl/workbook.xml",
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
                "<workbook xmlns=\"" + main + "\" xmlns:r=\"" + OFFICE
                        + "\"><sheets><sheet name=\"One\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>",
                Map.of(
                        "xl/_rels/workbook.xml.rels",
                        relation("worksheet", "worksheets/sheet1.xml"),
                        "xl/worksheets/sheet1.xml",
                        "<worksheet xmlns=\"" + main
                                + "\"><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>" + text
                                + "</t></is></c></row></sheetData></worksheet>"),
                Map.of(
                        "/xl/worksheets/sheet1.xml",
                        "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"));
    }

    static byte[] pptx(String text) {
        String main = "http://schemas.openxmlformats.org/presentationml/2006/main";
        String drawing = "http://schemas.openxmlformats.org/drawingml/2006/main";
        return office(
                "ppt/presentation.xml",
                "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml",
                "<p:presentation xmlns:p=\"" + main + "\" xmlns:r=\"" + OFFICE
                        + "\"><p:sldIdLst><p:sldId id=\"256\" r:id=\"rId1\"/></p:sldIdLst></p:presentation>",
                Map.of(
                        "ppt/_rels/presentation.xml.rels",
                        relation("slide", "slides/slide1.xml"),
                        "ppt/slides/slide1.xml",
                        "<p:sld xmlns:p=\"" + main + "\" xmlns:a=\"" + drawing
                                + "\"><p:cSld><p:spTree><p:nvGrpSpPr/><p:grpSpPr/><p:sp><p:nvSpPr/><p:spPr/><p:txBody><a:p><a:r><a:t>"
                                + text
                                + "</a:t></a:r></a:p></p:txBody></p:sp></p:spTree></p:cSld></p:sld>"),
                Map.of(
                        "/ppt/slides/slide1.xml",
                        "application/vnd.openxmlformats-officedocument.presentationml.slide+xml"));
    }

    static byte[] odt(String doctype, String text) {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        parts.put("mimetype", MediaTypes.ODT.getBytes(StandardCharsets.US_ASCII));
        parts.put(
                "content.xml",
                utf8("<?xml version=\"1.0\"?>" + doctype
                        + "<office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\""
                        + " xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"><office:body><office:text><text:p>"
                        + text + "</text:p></office:text></office:body></office:document-content>"));
        return zip(parts);
    }

    /** An archive with an entry of so many zeros. */
    static byte[] bomb(long zeros) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry(CONTENT_TYPES));
            zip.putNextEntry(new ZipEntry("word/document.xml"));
            byte[] block = new byte[1024 * 1024];
            for (long written = 0; written < zeros; written += block.length) {
                zip.write(block);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static byte[] office(String main, String type, String content, Map<String, String> more) {
        return office(main, type, content, more, Map.of());
    }

    private static byte[] office(
            String main, String type, String content, Map<String, String> more, Map<String, String> types) {
        StringBuilder overrides =
                new StringBuilder("<Override PartName=\"/" + main + "\" ContentType=\"" + type + "\"/>");
        types.forEach((part, partType) -> overrides
                .append("<Override PartName=\"")
                .append(part)
                .append("\" ContentType=\"")
                .append(partType)
                .append("\"/>"));
        Map<String, byte[]> parts = new LinkedHashMap<>();
        parts.put(
                CONTENT_TYPES,
                utf8(
                        "<?xml version=\"1.0\"?><Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
                                + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
                                + "<Default Extension=\"xml\" ContentType=\"application/xml\"/>" + overrides
                                + "</Types>"));
        parts.put("_rels/.rels", utf8("<?xml version=\"1.0\"?>" + relation("officeDocument", main)));
        parts.put(main, utf8("<?xml version=\"1.0\"?>" + content));
        more.forEach((name, part) -> parts.put(name, utf8("<?xml version=\"1.0\"?>" + part)));
        return zip(parts);
    }

    private static String relation(String kind, String target) {
        return "<Relationships xmlns=\"" + RELATIONS + "\"><Relationship Id=\"rId1\" Type=\"" + OFFICE + "/" + kind
                + "\" Target=\"" + target + "\"/></Relationships>";
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] zip(Map<String, byte[]> parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> part : parts.entrySet()) {
                ZipEntry entry = new ZipEntry(part.getKey());
                if (part.getKey().equals("mimetype")) {
                    store(entry, part.getValue());
                }
                zip.putNextEntry(entry);
                ((OutputStream) zip).write(part.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** OpenDocument wants its type to stand uncompressed at the beginning. */
    private static void store(ZipEntry entry, byte[] content) {
        CRC32 sum = new CRC32();
        sum.update(content);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(sum.getValue());
    }
}
