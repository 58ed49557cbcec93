package dev.sluice;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * The messages that can end a submission, read from the source: the texts of the exceptions for
 * configurations and for answers of the cluster, and of problems that are collected for them. What
 * is only known at run time is {@code …}. Constants have their values, and a text that a method
 * makes is looked for there.
 */
final class SubmitMessages {

  private static final Path SOURCES = Path.of("src/main/java");
  private static final Set<String> EXCEPTIONS = Set.of("ConfigException", "ElasticsearchException");
  private static final Set<String> COLLECTORS = Set.of("problem", "refuse", "add");

  /** Say what is wrong with one row or line, in tasks, or a part of another message. */
  private static final Pattern IN_TASKS =
      Pattern.compile(
          "hbase/mapping/(\\w+Field|DocumentWriter)|hbase/ZooKeeperCheck"
              + "|cli/lines/(BulkLineMapper|JsonLinesReader|MistakenFormat)");

  /** Methods that make a message which reaches its exception through a function. */
  private static final Map<String, String> MAKERS = Map.of("Distribution", "whyNot");

  /** Fewer say nothing by themselves: only the parts of a message around its values. */
  private static final int FEWEST_LETTERS = 12;

  private static final int DEPTH = 3;

  private final Map<String, ClassTree> classes = new HashMap<>();
  private final Map<String, String> messages = new TreeMap<>();

  private SubmitMessages() {}

  /** Each message, with the file that has it. */
  static Map<String, String> read() throws IOException {
    SubmitMessages all = new SubmitMessages();
    List<CompilationUnitTree> units = units();
    units.forEach(unit -> all.index(unit));
    units.stream().filter(unit -> !IN_TASKS.matcher(name(unit)).find()).forEach(all::scan);
    MAKERS.forEach((type, method) -> all.addReturned(type, all.classes.get(type), method, DEPTH));
    return all.messages;
  }

  private static List<CompilationUnitTree> units() throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<CompilationUnitTree> units = new ArrayList<>();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
        Stream<Path> sources = Files.walk(SOURCES)) {
      List<Path> java = sources.filter(file -> file.toString().endsWith(".java")).sorted().toList();
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null,
                  files,
                  problem -> {},
                  List.of("-proc:none"),
                  null,
                  files.getJavaFileObjectsFromPaths(java));
      task.parse().forEach(units::add);
    }
    return units;
  }

  private static String name(CompilationUnitTree unit) {
    return unit.getSourceFile().getName().replaceAll(".*dev/sluice/|\\.java$", "");
  }

  private void index(CompilationUnitTree unit) {
    for (Tree type : unit.getTypeDecls()) {
      if (type instanceof ClassTree tree) {
        classes.put(tree.getSimpleName().toString(), tree);
      }
    }
  }

  private void scan(CompilationUnitTree unit) {
    String file = name(unit);
    ClassTree own = classes.get(file.replaceAll(".*/", ""));
    new TreeScanner<Void, Void>() {
      @Override
      public Void visitNewClass(NewClassTree made, Void none) {
        if (EXCEPTIONS.contains(made.getIdentifier().toString())) {
          made.getArguments().forEach(text -> add(file, own, text, DEPTH));
        }
        return super.visitNewClass(made, null);
      }

      @Override
      public Void visitMethodInvocation(MethodInvocationTree call, Void none) {
        String[] target = call.getMethodSelect().toString().split("\\.");
        String method = target[target.length - 1];
        boolean collects =
            method.equals("add")
                ? target[Math.max(0, target.length - 2)].equals("problems")
                : COLLECTORS.contains(method);
        if (collects) {
          call.getArguments().forEach(text -> add(file, own, text, DEPTH));
        }
        return super.visitMethodInvocation(call, null);
      }
    }.scan(unit, null);
  }

  private void add(String file, ClassTree own, ExpressionTree text, int depth) {
    if (text instanceof ParenthesizedTree inner) {
      add(file, own, inner.getExpression(), depth);
    } else if (text instanceof ConditionalExpressionTree either) {
      add(file, own, either.getTrueExpression(), depth);
      add(file, own, either.getFalseExpression(), depth);
    } else if (text instanceof MethodInvocationTree call) {
      addCalled(file, own, call, depth - 1);
    } else {
      keep(file, template(own, text));
    }
  }

  private void addCalled(String file, ClassTree own, MethodInvocationTree call, int depth) {
    String[] target = call.getMethodSelect().toString().split("\\.");
    String method = target[target.length - 1];
    if (call.getMethodSelect().toString().equals("Optional.of")) {
      call.getArguments().forEach(text -> add(file, own, text, depth));
    } else if (depth > 0) {
      ClassTree of = target.length == 1 ? own : classes.get(target[target.length - 2]);
      addReturned(file, of, method, depth);
    }
  }

  /** The texts that a method of ours returns. */
  private void addReturned(String file, ClassTree of, String name, int depth) {
    for (Tree member : of == null ? List.<Tree>of() : of.getMembers()) {
      if (member instanceof MethodTree method && method.getName().contentEquals(name)) {
        new TreeScanner<Void, Void>() {
          @Override
          public Void visitReturn(ReturnTree returned, Void none) {
            if (returned.getExpression() != null) {
              add(file, of, returned.getExpression(), depth);
            }
            return null;
          }
        }.scan(method, null);
      }
    }
  }

  private void keep(String file, String template) {
    String text = template.replaceAll("…+", "…").replaceAll("\\s+", " ").trim();
    if (text.contains(" ") && letters(text) >= FEWEST_LETTERS) {
      messages.put(text, file);
    }
  }

  static long letters(String text) {
    return text.chars().filter(Character::isLetter).count();
  }

  private String template(ClassTree own, ExpressionTree text) {
    if (text instanceof ParenthesizedTree inner) {
      return template(own, inner.getExpression());
    } else if (text instanceof BinaryTree sum && sum.getKind() == Tree.Kind.PLUS) {
      return template(own, sum.getLeftOperand()) + template(own, sum.getRightOperand());
    } else if (text instanceof LiteralTree literal) {
      return literal.getValue() instanceof String value ? value : "…";
    } else if (text instanceof IdentifierTree name) {
      return constant(own, name.getName().toString());
    } else if (text instanceof MemberSelectTree member) {
      String[] path = member.getExpression().toString().split("\\.");
      return constant(classes.get(path[path.length - 1]), member.getIdentifier().toString());
    }
    return "…";
  }

  /** A constant text, or the key of a setting: the first text in it. */
  private String constant(ClassTree of, String name) {
    if (of == null || !name.equals(name.toUpperCase(Locale.ROOT))) {
      return "…";
    }
    for (Tree member : of.getMembers()) {
      if (member instanceof VariableTree field && field.getName().contentEquals(name)) {
        if (field.getInitializer() instanceof BinaryTree sum) {
          return template(of, sum);
        }
        String[] found = {null};
        new TreeScanner<Void, Void>() {
          @Override
          public Void visitLiteral(LiteralTree literal, Void none) {
            if (found[0] == null && literal.getValue() instanceof String value) {
              found[0] = value;
            }
            return null;
          }
        }.scan(field.getInitializer(), null);
        return found[0] == null ? "…" : found[0];
      }
    }
    return "…";
  }
}
