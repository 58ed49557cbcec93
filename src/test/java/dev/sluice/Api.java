package dev.sluice;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.classification.InterfaceAudience;

/** The types that others compile against, which carry a mark, and what can be seen of them. */
final class Api {

  private static final String OURS = "dev.sluice.";

  private Api() {}

  /** The marked types and those public ones within them, by name. */
  static List<Class<?>> types() {
    JavaClasses classes =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.sluice");
    return classes.stream()
        .filter(type -> type.isTopLevelClass())
        .<Class<?>>map(JavaClass::reflect)
        .filter(Api::isMarked)
        .flatMap(type -> Stream.concat(Stream.of(type), Arrays.stream(type.getDeclaredClasses())))
        .filter(type -> isSeen(type.getModifiers()))
        .sorted(Comparator.comparing(Class::getName))
        .collect(Collectors.toList());
  }

  /** Whether a type, or the one around it, is for others. */
  static boolean isMarked(Class<?> type) {
    Class<?> outer = type;
    while (outer.getEnclosingClass() != null) {
      outer = outer.getEnclosingClass();
    }
    return outer.isAnnotationPresent(InterfaceAudience.Public.class)
        || outer.isAnnotationPresent(InterfaceAudience.LimitedPrivate.class);
  }

  /** A line for the type, and one for each member that others can use. */
  static List<String> lines(Class<?> type) {
    Stream<String> members =
        Stream.concat(
                Arrays.stream(type.getDeclaredFields())
                    .filter(field -> isSeen(field.getModifiers()))
                    .map(Field::toGenericString),
                executables(type).map(Executable::toGenericString))
            .map(line -> "  " + line.replace(type.getName() + ".", ""))
            .sorted();
    return Stream.concat(Stream.of(head(type)), members).collect(Collectors.toList());
  }

  private static String head(Class<?> type) {
    InterfaceAudience.LimitedPrivate limited =
        type.getAnnotation(InterfaceAudience.LimitedPrivate.class);
    String supers =
        Stream.concat(
                Stream.ofNullable(type.getGenericSuperclass()),
                Arrays.stream(type.getGenericInterfaces()))
            .filter(each -> each != Object.class)
            .map(Type::getTypeName)
            .collect(Collectors.joining(", "));
    return type.toGenericString()
        + (supers.isEmpty() ? "" : " : " + supers)
        + (limited == null ? "" : " for " + String.join(", ", limited.value()));
  }

  private static Stream<Executable> executables(Class<?> type) {
    Stream<Constructor<?>> constructors = Arrays.stream(type.getDeclaredConstructors());
    Stream<Method> methods =
        Arrays.stream(type.getDeclaredMethods()).filter(method -> !method.isBridge());
    return Stream.<Executable>concat(constructors, methods)
        .filter(member -> isSeen(member.getModifiers()) && !member.isSynthetic());
  }

  private static boolean isSeen(int modifiers) {
    return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
  }

  /** Our own types that can be reached from what others see of a type. */
  static Set<String> reached(Class<?> type) {
    Set<String> ours = new TreeSet<>();
    Consumer<Class<?>> sink =
        each -> {
          if (each.getName().startsWith(OURS) && !isMarked(each)) {
            ours.add(each.getName());
          }
        };
    parts(type.getTypeParameters(), sink);
    part(type.getGenericSuperclass(), sink);
    parts(type.getGenericInterfaces(), sink);
    Arrays.stream(type.getDeclaredFields())
        .filter(field -> isSeen(field.getModifiers()))
        .forEach(field -> part(field.getGenericType(), sink));
    executables(type).forEach(member -> parts(member, sink));
    return ours;
  }

  private static void parts(Executable member, Consumer<Class<?>> sink) {
    parts(member.getTypeParameters(), sink);
    parts(member.getGenericParameterTypes(), sink);
    parts(member.getGenericExceptionTypes(), sink);
    if (member instanceof Method method) {
      part(method.getGenericReturnType(), sink);
    }
  }

  private static void parts(Type[] types, Consumer<Class<?>> sink) {
    Arrays.stream(types).forEach(type -> part(type, sink));
  }

  private static void part(Type type, Consumer<Class<?>> sink) {
    if (type instanceof Class<?> each) {
      sink.accept(each.isArray() ? each.getComponentType() : each);
    } else if (type instanceof ParameterizedType generic) {
      part(generic.getRawType(), sink);
      parts(generic.getActualTypeArguments(), sink);
    } else if (type instanceof GenericArrayType array) {
      part(array.getGenericComponentType(), sink);
    } else if (type instanceof WildcardType wildcard) {
      parts(wildcard.getUpperBounds(), sink);
      parts(wildcard.getLowerBounds(), sink);
    } else if (type instanceof TypeVariable<?> variable) {
      parts(rawBounds(variable), sink);
    }
  }

  /** A bound may name its own variable. */
  private static Type[] rawBounds(TypeVariable<?> variable) {
    return Arrays.stream(variable.getBounds())
        .map(bound -> bound instanceof ParameterizedType p ? p.getRawType() : bound)
        .toArray(Type[]::new);
  }
}
