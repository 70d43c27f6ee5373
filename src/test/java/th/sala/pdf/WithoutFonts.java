package th.sala.pdf;

/// For [TypefaceTests]: sets a word on a machine of its own.
final class WithoutFonts {
    private WithoutFonts() {}

    public static void main(String[] arguments) {
        System.out.println("as wide as " + Points.widthOf("เรื่อง"));
    }
}
