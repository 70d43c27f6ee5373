package th.sala.mail;

import java.util.ArrayList;
import java.util.List;

/// The addresses of a From, To or Cc, as leniently as they are written: names with or without
/// quotes, comments, groups. What has no usable address is left out.
final class AddressList {
    private static final int MOST = 1000;

    private final String text;
    private final List<Address> addresses = new ArrayList<>();
    private final StringBuilder words = new StringBuilder();
    private final StringBuilder comment = new StringBuilder();
    private String mail = "";
    private int at = 0;

    private AddressList(String text) {
        this.text = text;
    }

    static List<Address> of(String header) {
        return new AddressList(header).read();
    }

    private List<Address> read() {
        while (at < text.length() && addresses.size() < MOST) {
            var c = text.charAt(at++);
            switch (c) {
                case '"' -> words.append(quoted());
                case '(' -> comment.append(inside());
                case '<' -> mail = angle();
                case ',', ';' -> end();
                case ':' -> words.setLength(0); // a group's name ends here
                default -> words.append(c);
            }
        }
        end();
        return List.copyOf(addresses);
    }

    private void end() {
        var before = EncodedWords.decode(words.toString().strip());
        var isBare = mail.isEmpty() && before.contains("@");
        var address = MailAddress.normal(isBare ? before : mail);
        if (MailAddress.isUsable(address)) {
            var aside = EncodedWords.decode(comment.toString().strip());
            var name = isBare || before.isBlank() ? aside : before;
            addresses.add(new Address(Texts.oneLine(name).replaceAll(" {2,}", " "), address));
        }
        words.setLength(0);
        comment.setLength(0);
        mail = "";
    }

    private String quoted() {
        var quoted = new StringBuilder();
        while (at < text.length() && text.charAt(at) != '"') {
            at += text.charAt(at) == '\\' && at + 1 < text.length() ? 1 : 0;
            quoted.append(text.charAt(at++));
        }
        at++;
        return quoted.toString();
    }

    private String inside() {
        var inside = new StringBuilder();
        for (int depth = 1; at < text.length(); at++) {
            var c = text.charAt(at);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (depth == 0) {
                at++;
                break;
            }
            inside.append(c);
        }
        return inside.toString();
    }

    private String angle() {
        var end = text.indexOf('>', at);
        var inside = text.substring(at, end < 0 ? text.length() : end);
        at = end < 0 ? text.length() : end + 1;
        // an old route: <@relay:user@domain>
        return inside.startsWith("@") ? inside.substring(inside.indexOf(':') + 1) : inside;
    }
}
