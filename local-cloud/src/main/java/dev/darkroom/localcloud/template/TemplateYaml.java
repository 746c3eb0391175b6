package dev.darkroom.localcloud.template;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/// Reads YAML with CloudFormation's short tags into values that know their lines.
/// Source: Intrinsic function reference,
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference.html>
final class TemplateYaml {
    private final Problems problems;
    private final Set<Node> open = Collections.newSetFromMap(new IdentityHashMap<>());

    private TemplateYaml(Problems problems) {
        this.problems = problems;
    }

    /// @throws TemplateException where the file is missing or is no YAML
    static Value load(Path file, Problems problems) {
        try (Reader reader = Files.newBufferedReader(file)) {
            Node root = new Yaml(new SafeConstructor(new LoaderOptions())).compose(reader);
            return root == null ? new Value.Unknown(1) : new TemplateYaml(problems).value(root);
        } catch (MarkedYAMLException syntax) {
            int line = syntax.getProblemMark() == null
                    ? 1
                    : syntax.getProblemMark().getLine() + 1;
            throw new TemplateException(file, List.of(line + ": not YAML: " + syntax.getProblem()));
        } catch (NoSuchFileException missing) {
            throw new TemplateException(file, List.of(" there is no such file"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private Value value(Node node) {
        int line = node.getStartMark().getLine() + 1;
        if (!open.add(node)) {
            problems.add(line, "template", "an anchor that contains itself");
            return new Value.Unknown(line);
        }
        Value plain = switch (node) {
            case ScalarNode scalar -> new Value.Text(scalar.getValue(), kind(scalar), line);
            case SequenceNode sequence ->
                new Value.Listing(sequence.getValue().stream().map(this::value).toList(), line);
            case MappingNode mapping -> mapping(mapping, line);
            default -> throw new IllegalStateException("no YAML node: " + node.getNodeId());
        };
        open.remove(node);
        String tag = node.getTag().getValue();
        return tag.startsWith("!") && tag.length() > 1 ? function(tag.substring(1), plain) : plain;
    }

    private Value mapping(MappingNode mapping, int line) {
        Map<String, Value> entries = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            int keyLine = tuple.getKeyNode().getStartMark().getLine() + 1;
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                problems.add(keyLine, "template", "a key that is not text");
            } else if (key.getTag().equals(Tag.MERGE)) {
                problems.add(keyLine, "template", "a merge key (<<), which CloudFormation does not read");
            } else if (entries.putIfAbsent(key.getValue(), value(tuple.getValueNode())) != null) {
                problems.add(keyLine, "template", "the key " + key.getValue() + " stands here twice");
            }
        }
        return new Value.Mapping(Collections.unmodifiableMap(entries), line);
    }

    /// `!GetAtt A.B` is `{Fn::GetAtt: [A, B]}`; only Ref and Condition have no `Fn::`.
    private static Value function(String name, Value argument) {
        Value written = argument;
        if (name.equals("GetAtt") && argument instanceof Value.Text dotted) {
            List<Value> parts = new ArrayList<>();
            for (String part : dotted.text().split("\\.", 2)) {
                parts.add(Value.Text.string(part, dotted.line()));
            }
            written = new Value.Listing(parts, dotted.line());
        }
        String key = name.equals("Ref") || name.equals("Condition") ? name : "Fn::" + name;
        return new Value.Mapping(Map.of(key, written), argument.line());
    }

    private static Value.Kind kind(ScalarNode scalar) {
        Tag tag = scalar.getTag();
        if (tag.equals(Tag.INT) || tag.equals(Tag.FLOAT)) {
            return Value.Kind.NUMBER;
        }
        if (tag.equals(Tag.BOOL)) {
            return Value.Kind.BOOLEAN;
        }
        return tag.equals(Tag.NULL) ? Value.Kind.NULL : Value.Kind.STRING;
    }
}
