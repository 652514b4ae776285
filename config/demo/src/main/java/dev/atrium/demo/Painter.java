package dev.atrium.demo;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import javax.imageio.ImageIO;

/** Paints pictures: colours and shapes that the prompt decides, and the prompt itself. The same prompt gives the same picture. */
final class Painter {

    private static final int SHAPES = 9;
    private static final int LONGEST_CAPTION = 48;

    private Painter() {}

    /** A picture in a file of this format: {@code png}, {@code jpeg} or {@code webp}. */
    static byte[] paint(String prompt, int number, int width, int height, String format) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = image.createGraphics();
        canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        shapes(canvas, new Random(prompt.hashCode() * 31L + number), width, height);
        caption(canvas, prompt, width, height);
        canvas.dispose();
        return encoded(image, format);
    }

    private static void shapes(Graphics2D canvas, Random random, int width, int height) {
        canvas.setPaint(new GradientPaint(0, 0, colour(random, 255), width, height, colour(random, 255)));
        canvas.fillRect(0, 0, width, height);
        canvas.setStroke(new BasicStroke(Math.max(2, width / 200f)));
        for (int i = 0; i < SHAPES; i++) {
            int size = Math.min(width, height) * (2 + random.nextInt(6)) / 12;
            canvas.setPaint(colour(random, 150));
            canvas.fillOval(random.nextInt(width) - size / 2, random.nextInt(height) - size / 2, size, size);
        }
    }

    private static Color colour(Random random, int alpha) {
        var solid = Color.getHSBColor(random.nextFloat(), 0.45f + random.nextFloat() / 3, 0.75f);
        return new Color(solid.getRed(), solid.getGreen(), solid.getBlue(), alpha);
    }

    private static void caption(Graphics2D canvas, String prompt, int width, int height) {
        String line = Behaviour.withoutMarkers(prompt).replaceAll("\\s+", " ");
        String caption = line.length() <= LONGEST_CAPTION ? line : line.substring(0, LONGEST_CAPTION) + "…";
        int band = Math.max(16, height / 12);
        canvas.setPaint(new Color(0, 0, 0, 140));
        canvas.fillRect(0, height - band, width, band);
        canvas.setPaint(Color.WHITE);
        try {
            canvas.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, Math.max(8, Math.min(band / 2, width / 30))));
            canvas.drawString(caption, band / 3, height - band / 3);
        } catch (LinkageError | InternalError | RuntimeException e) {
            // A server without fonts shows the picture without its words.
            canvas.fillRect(band / 3, height - band / 2, width / 3, 2);
        }
    }

    private static byte[] encoded(BufferedImage image, String format) {
        if (format.equals("webp")) {
            return WebP.lossless(image);
        }
        var file = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(image, format, file)) {
                throw new IllegalArgumentException("No such format: " + format);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file.toByteArray();
    }
}
