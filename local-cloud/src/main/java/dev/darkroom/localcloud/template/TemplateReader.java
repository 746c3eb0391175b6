package dev.darkroom.localcloud.template;

import dev.darkroom.localcloud.stack.Stack;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads a SAM template into the stack it describes. What it does not know it refuses by name: a template is run as
/// it is written or not at all.
public final class TemplateReader {
    private static final String TRANSFORM = "AWS::Serverless-2016-10-31";
    private static final Set<String> SECTIONS = Set.of(
            "AWSTemplateFormatVersion",
            "Transform",
            "Description",
            "Metadata",
            "Parameters",
            "Conditions",
            "Globals",
            "Resources",
            "Outputs");
    private static final Set<String> RESOURCE_ATTRIBUTES =
            Set.of("Type", "Properties", "Condition", "DependsOn", "DeletionPolicy", "UpdateReplacePolicy", "Metadata");

    private final StackParameters stack;
    private final Path folder;
    private final Problems problems;
    private final Value.Mapping template;
    private final Map<String, Resource> resources = new LinkedHashMap<>();
    private final Intrinsics intrinsics;

    private TemplateReader(Value.Mapping template, StackParameters stack, Path folder, Problems problems) {
        this.template = template;
        this.stack = stack;
        this.folder = folder;
        this.problems = problems;
        this.intrinsics = new Intrinsics(
                stack,
                Parameters.read(section("Parameters"), stack.overrides(), problems),
                section("Conditions"),
                resources,
                section("Resources").entries().keySet(),
                problems);
    }

    /// Reads, resolves and checks the whole template.
    ///
    /// @throws TemplateException naming every problem at once
    public static Stack read(Path templateYaml, StackParameters parameters) {
        Problems problems = new Problems();
        Path folder = templateYaml.toAbsolutePath().getParent();
        Value root = TemplateYaml.load(templateYaml, problems);
        if (!(root instanceof Value.Mapping template) || folder == null) {
            problems.add(root.line(), "template", "is not a mapping of sections");
            problems.throwIfAny(templateYaml);
            throw new IllegalStateException("unreachable: a problem was just added");
        }
        Stack stack = new TemplateReader(template, parameters, folder, problems).read();
        problems.throwIfAny(templateYaml);
        return stack;
    }

    private Stack read() {
        template.entries().forEach((name, section) -> {
            if (!SECTIONS.contains(name)) {
                problems.add(section.line(), name, "unknown section; known: " + Problems.list(SECTIONS));
            }
        });
        Value transform = template.entries().get("Transform");
        if (transform != null
                && !(transform instanceof Value.Text text && text.text().equals(TRANSFORM))) {
            problems.add(transform.line(), "Transform", "unknown transform; known: " + TRANSFORM);
        }
        intrinsics.conditions().resolveAll();
        Globals globals = Globals.read(section("Globals"), problems);
        section("Resources").entries().forEach((logicalId, value) -> declare(logicalId, value, globals));
        StackBuilder builder = new StackBuilder(stack, folder, intrinsics.references(), problems);
        resources.values().forEach(resource -> {
            if (intrinsics.resolve(resource.logicalId(), resource.raw()) instanceof Value.Mapping properties) {
                builder.add(resource, properties);
            }
        });
        return builder.build(outputs());
    }

    private void declare(String logicalId, Value value, Globals globals) {
        if (!(value instanceof Value.Mapping declaration)
                || !(declaration.entries().get("Type") instanceof Value.Text type)) {
            problems.add(value.line(), logicalId, "a resource is a mapping with a Type");
            return;
        }
        declaration.entries().forEach((name, attribute) -> {
            if (!RESOURCE_ATTRIBUTES.contains(name)) {
                String known = Problems.list(RESOURCE_ATTRIBUTES);
                problems.add(attribute.line(), logicalId, "unknown attribute " + name + "; known: " + known);
            }
        });
        checkDependencies(logicalId, declaration.entries().get("DependsOn"));
        Optional<String> condition =
                unmetCondition(logicalId, declaration.entries().get("Condition"));
        if (condition.isPresent()) {
            intrinsics.conditions().leftOut(logicalId, condition.get());
            return;
        }
        if (!ResourceTypes.knows(type.text())) {
            String known = ResourceTypes.known();
            problems.add(type.line(), logicalId, "unknown resource type " + type.text() + "; known: " + known);
        }
        Value.Mapping properties = declaration.entries().get("Properties") instanceof Value.Mapping given
                ? given
                : new Value.Mapping(Map.of(), declaration.line());
        Value.Mapping merged = globals.mergedInto(type.text(), properties);
        resources.put(logicalId, new Resource(logicalId, type.text(), merged, declaration.line()));
    }

    private Optional<String> unmetCondition(String logicalId, @Nullable Value condition) {
        return condition instanceof Value.Text name
                        && !intrinsics.conditions().holds(logicalId, name.text(), name.line())
                ? Optional.of(name.text())
                : Optional.empty();
    }

    private void checkDependencies(String logicalId, @Nullable Value dependsOn) {
        switch (dependsOn) {
            case null -> {}
            case Value.Text name -> {
                if (!section("Resources").entries().containsKey(name.text())) {
                    problems.add(name.line(), logicalId, "depends on " + name.text() + ", which is no resource");
                }
            }
            case Value.Listing names -> names.items().forEach(name -> checkDependencies(logicalId, name));
            default -> problems.add(dependsOn.line(), logicalId, "DependsOn is a name or a list of names");
        }
    }

    private Map<String, String> outputs() {
        Map<String, String> outputs = new LinkedHashMap<>();
        section("Outputs").entries().forEach((name, value) -> {
            if (!(value instanceof Value.Mapping output)) {
                problems.add(value.line(), name, "an output is a mapping with a Value");
                return;
            }
            if (unmetCondition(name, output.entries().get("Condition")).isPresent()) {
                return;
            }
            Value result = output.entries().get("Value");
            if (result != null && intrinsics.resolve(name, result) instanceof Value.Text text) {
                outputs.put(name, text.text());
            }
        });
        return outputs;
    }

    /// A section of the template; an empty one where it is not there.
    private Value.Mapping section(String name) {
        Value section = template.entries().get(name);
        if (section instanceof Value.Mapping mapping) {
            return mapping;
        }
        if (section != null) {
            problems.add(section.line(), name, "the section is " + section.described() + " where a mapping is due");
        }
        return new Value.Mapping(Map.of(), section == null ? template.line() : section.line());
    }
}
