package dev.atrium.demo;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a demo provider does with a request. It is described by markers, in a person's last message or in a test's
 * {@link Script}:
 *
 * <table>
 * <caption>Markers</caption>
 * <tr><td>{@code [[text …]]}</td><td>the answer is exactly this text</td></tr>
 * <tr><td>{@code [[length 500]]}</td><td>an answer of 500 words</td></tr>
 * <tr><td>{@code [[think …]]}</td><td>these thoughts come first</td></tr>
 * <tr><td>{@code [[tool weather {"city": "Ulm"}]]}</td><td>this tool is called, if it may be; several of these call several. After
 *     the results have come, the answer is in words</td></tr>
 * <tr><td>{@code [[refuse]]}</td><td>the model declines, in a regular answer</td></tr>
 * <tr><td>{@code [[delay 200ms]]}</td><td>the wait between two pieces</td></tr>
 * <tr><td>{@code [[first 3s]]}</td><td>the wait before the first byte</td></tr>
 * <tr><td>{@code [[usage in 100 out 50 cached 20 written 5 reasoning 10]]}</td><td>the usage reported; numbers left out are
 *     counted</td></tr>
 * <tr><td>{@code [[no usage]]}</td><td>no usage is reported</td></tr>
 * <tr><td>{@code [[fail 429 retry-after 1]]}</td><td>the vendor's error of that status; a word more makes it special:
 *     {@code fail 400 context}, {@code fail 429 quota}, {@code fail 502 html}, {@code fail policy}</td></tr>
 * <tr><td>{@code [[fail midstream after 5]]}</td><td>the vendor's failure inside the stream, after 5 pieces of text</td></tr>
 * <tr><td>{@code [[drop after 5]]}</td><td>the connection is closed; without {@code after}, before the status line</td></tr>
 * <tr><td>{@code [[reset after 5]]}</td><td>the same by RST</td></tr>
 * <tr><td>{@code [[hang after 5]]}</td><td>silence, until the client leaves</td></tr>
 * <tr><td>{@code [[truncate]]}</td><td>a proper end of the HTTP message without the vendor's sign that the answer is
 *     finished; also {@code truncate after 5}</td></tr>
 * <tr><td>{@code [[cut 3]]}</td><td>the body is written in pieces of 3 bytes, through the middle of characters</td></tr>
 * <tr><td>{@code [[crlf]] [[cr]] [[lf]]}</td><td>the end of lines in the event stream</td></tr>
 * <tr><td>{@code [[comments]]}</td><td>comment lines between and within events</td></tr>
 * <tr><td>{@code [[bom]]}</td><td>the stream begins with a byte order mark</td></tr>
 * </table>
 *
 * <p>In messages a marker may be limited: {@code [[times 2 fail 503]]} holds for the first two requests with just this last
 * message to this provider and model, {@code [[on anthropic fail 529]]} for one provider or model only; both combine,
 * {@code times} first. Markers that nobody knows are ordinary text.
 */
public final class Behaviour {

    private static final Pattern MARKER = Pattern.compile("\\[\\[(.+?)]](?!])", Pattern.DOTALL);
    private static final Pattern TIMES = Pattern.compile("times (\\d{1,6}) +(.+)", Pattern.DOTALL);
    private static final Pattern ON = Pattern.compile("on (\\S+) +(.+)", Pattern.DOTALL);
    private static final Pattern DURATION = Pattern.compile("(\\d{1,6}(?:\\.\\d{1,3})?)(ms|s|m)?");
    private static final Set<String> USAGE_WORDS = Set.of("in", "out", "cached", "written", "reasoning");
    private static final int MAX_WORDS = 100_000;

    private String text;
    private int words;
    private String thinking = "";
    private List<Wishes.Call> calls = List.of();
    private boolean refusal;
    private Duration first = Duration.ZERO;
    private Duration delay;
    private Map<String, Integer> usage = Map.of();
    private boolean silentOnUsage;
    private Failure failure;
    private Ending ending = Ending.COMPLETE;
    private Framing framing = Framing.USUAL;
    private Whole raw;

    private Behaviour() {}

    private Behaviour(Behaviour other) {
        text = other.text;
        words = other.words;
        thinking = other.thinking;
        calls = other.calls;
        refusal = other.refusal;
        first = other.first;
        delay = other.delay;
        usage = other.usage;
        silentOnUsage = other.silentOnUsage;
        failure = other.failure;
        ending = other.ending;
        framing = other.framing;
        raw = other.raw;
    }

    /**
     * The behaviour that these markers describe.
     *
     * @throws IllegalArgumentException for a marker that does not exist, or anything beside markers
     */
    public static Behaviour of(String markers) {
        return new Behaviour().and(markers);
    }

    /** An answer of exactly this text, which may hold anything, markers too. */
    public static Behaviour saying(String text) {
        var behaviour = new Behaviour();
        behaviour.text = text;
        return behaviour;
    }

    /** An answer given to the byte; {@code [[first …]]} and {@code [[cut …]]} can be added. */
    public static Behaviour raw(int status, Map<String, String> headers, byte[] body) {
        var behaviour = new Behaviour();
        behaviour.raw = new Whole(status, headers, body);
        return behaviour;
    }

    /** This and what the markers add; this one stays as it is. */
    public Behaviour and(String markers) {
        var sum = new Behaviour(this);
        Matcher matcher = MARKER.matcher(markers);
        while (matcher.find()) {
            if (!sum.apply(matcher.group(1))) {
                throw new IllegalArgumentException("No such marker: [[" + matcher.group(1) + "]]");
            }
        }
        if (!MARKER.matcher(markers).replaceAll("").isBlank()) {
            throw new IllegalArgumentException("Not only markers: " + markers);
        }
        return sum;
    }

    /**
     * The behaviour that a person's message asks for.
     *
     * @param attempt the number of this request among those with the same message, from 1
     */
    static Behaviour inMessage(String message, String provider, String model, int attempt) {
        var behaviour = new Behaviour();
        Matcher matcher = MARKER.matcher(message);
        while (matcher.find()) {
            String marker = matcher.group(1);
            Matcher times = TIMES.matcher(marker);
            boolean holds = true;
            if (times.matches()) {
                holds = attempt <= Integer.parseInt(times.group(1));
                marker = times.group(2);
            }
            Matcher on = ON.matcher(marker);
            if (on.matches()) {
                holds &= on.group(1).equals(provider) || on.group(1).equals(model);
                marker = on.group(2);
            }
            if (holds) {
                behaviour.apply(marker);
            }
        }
        return behaviour;
    }

    /** The message without its markers. */
    static String withoutMarkers(String message) {
        return MARKER.matcher(message).replaceAll("").strip();
    }

    Optional<String> text() {
        return Optional.ofNullable(text);
    }

    /** The number of words wanted; 0 leaves it to the author. */
    int words() {
        return words;
    }

    String thinking() {
        return thinking;
    }

    List<Wishes.Call> calls() {
        return calls;
    }

    boolean refusal() {
        return refusal;
    }

    Duration first() {
        return first;
    }

    Optional<Duration> delay() {
        return Optional.ofNullable(delay);
    }

    /** The usage that is reported, where the counted one is not. */
    Optional<Usage> usage(Usage counted) {
        if (silentOnUsage) {
            return Optional.empty();
        }
        int reasoning = usage.getOrDefault("reasoning", counted.reasoning());
        return Optional.of(new Usage(
                usage.getOrDefault("in", counted.input()),
                usage.getOrDefault("out", counted.visible() + reasoning),
                usage.getOrDefault("cached", counted.cached()),
                usage.getOrDefault("written", counted.written()),
                reasoning));
    }

    Optional<Failure> failure() {
        return Optional.ofNullable(failure);
    }

    Ending ending() {
        return ending;
    }

    Framing framing() {
        return framing;
    }

    Optional<Whole> raw() {
        return Optional.ofNullable(raw);
    }

    /** Adds one marker; false when it does not exist or its arguments make no sense. */
    private boolean apply(String marker) {
        if (marker.startsWith("text ")) {
            text = marker.substring("text ".length());
            return true;
        }
        if (marker.startsWith("think ")) {
            thinking = marker.substring("think ".length());
            return true;
        }
        if (marker.startsWith("tool ")) {
            return call(marker.substring("tool ".length()).strip());
        }
        var words = new ArrayList<>(List.of(marker.strip().split("\\s+")));
        String verb = words.remove(0);
        try {
            return words.isEmpty() ? applyWord(verb) : applyVerb(verb, words);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            return false;
        }
    }

    private boolean call(String call) {
        int space = call.indexOf(' ');
        String name = space < 0 ? call : call.substring(0, space);
        Optional<JsonObject> arguments = Json.parseObject(space < 0 ? "{}" : call.substring(space));
        arguments.ifPresent(given -> calls = Stream.concat(calls.stream(), Stream.of(new Wishes.Call(name, given)))
                .toList());
        return arguments.isPresent();
    }

    private boolean applyWord(String word) {
        switch (word) {
            case "refuse" -> refusal = true;
            case "text" -> text = "";
            case "drop" -> ending = new Ending(Ending.Kind.DROP, OptionalInt.empty());
            case "reset" -> ending = new Ending(Ending.Kind.RESET, OptionalInt.empty());
            case "hang" -> ending = new Ending(Ending.Kind.HANG, OptionalInt.empty());
            case "truncate" -> ending = new Ending(Ending.Kind.TRUNCATE, OptionalInt.empty());
            case "crlf" -> lineEnd("\r\n");
            case "cr" -> lineEnd("\r");
            case "lf" -> lineEnd("\n");
            case "comments" -> framing = new Framing(framing.lineEnd(), true, framing.byteOrderMark(), framing.cut());
            case "bom" -> framing = new Framing(framing.lineEnd(), framing.comments(), true, framing.cut());
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean applyVerb(String verb, List<String> arguments) {
        switch (verb) {
            case "length" -> words = number(only(arguments), 1, MAX_WORDS);
            case "delay" -> delay = duration(only(arguments));
            case "first" -> first = duration(only(arguments));
            case "cut" ->
                framing = new Framing(
                        framing.lineEnd(),
                        framing.comments(),
                        framing.byteOrderMark(),
                        number(only(arguments), 1, Integer.MAX_VALUE));
            case "no" -> silentOnUsage = only(arguments).equals("usage");
            case "usage" -> usage = usage(arguments);
            case "drop" -> ending = new Ending(Ending.Kind.DROP, after(arguments));
            case "reset" -> ending = new Ending(Ending.Kind.RESET, after(arguments));
            case "hang" -> ending = new Ending(Ending.Kind.HANG, after(arguments));
            case "truncate" -> ending = new Ending(Ending.Kind.TRUNCATE, after(arguments));
            case "fail" -> fail(arguments);
            default -> {
                return false;
            }
        }
        return !verb.equals("no") || silentOnUsage;
    }

    private void fail(List<String> arguments) {
        String what = arguments.remove(0);
        if (what.equals("midstream")) {
            ending = new Ending(Ending.Kind.FAIL, arguments.isEmpty() ? OptionalInt.of(1) : after(arguments));
        } else if (what.equals("policy")) {
            failure = failure(400, Failure.Kind.POLICY, arguments);
        } else if (!arguments.isEmpty() && !arguments.get(0).equals("retry-after")) {
            Failure.Kind kind =
                    switch (arguments.remove(0)) {
                        case "context" -> Failure.Kind.CONTEXT;
                        case "policy" -> Failure.Kind.POLICY;
                        case "quota" -> Failure.Kind.QUOTA;
                        case "html" -> Failure.Kind.HTML;
                        default -> throw new IllegalArgumentException("No such kind of failure.");
                    };
            failure = failure(status(what), kind, arguments);
        } else {
            failure = failure(status(what), Failure.Kind.PLAIN, arguments);
        }
    }

    private static Failure failure(int status, Failure.Kind kind, List<String> arguments) {
        if (arguments.isEmpty()) {
            return new Failure(status, kind, Optional.empty());
        }
        require(arguments.size() == 2 && arguments.get(0).equals("retry-after"));
        return new Failure(status, kind, Optional.of(duration(arguments.get(1))));
    }

    private void lineEnd(String lineEnd) {
        framing = new Framing(Optional.of(lineEnd), framing.comments(), framing.byteOrderMark(), framing.cut());
    }

    private static Map<String, Integer> usage(List<String> arguments) {
        var usage = new HashMap<String, Integer>();
        for (int i = 0; i < arguments.size(); i += 2) {
            require(USAGE_WORDS.contains(arguments.get(i)));
            usage.put(arguments.get(i), number(arguments.get(i + 1), 0, Integer.MAX_VALUE));
        }
        return Map.copyOf(usage);
    }

    private static OptionalInt after(List<String> arguments) {
        require(arguments.size() == 2 && arguments.get(0).equals("after"));
        return OptionalInt.of(number(arguments.get(1), 0, Integer.MAX_VALUE));
    }

    private static String only(List<String> arguments) {
        require(arguments.size() == 1);
        return arguments.get(0);
    }

    private static int status(String value) {
        return number(value, 400, 599);
    }

    private static int number(String value, int least, int most) {
        int number = Integer.parseInt(value);
        require(number >= least && number <= most);
        return number;
    }

    /** {@code 200ms}, {@code 1.5s}, {@code 2m}; a bare number is seconds. */
    private static Duration duration(String value) {
        Matcher matcher = DURATION.matcher(value);
        require(matcher.matches());
        double factor =
                switch (matcher.group(2) == null ? "s" : matcher.group(2)) {
                    case "ms" -> 1;
                    case "m" -> 60_000;
                    default -> 1000;
                };
        return Duration.ofMillis(Math.round(Double.parseDouble(matcher.group(1)) * factor));
    }

    private static void require(boolean condition) {
        if (!condition) {
            throw new IllegalArgumentException("The marker's arguments make no sense.");
        }
    }
}
