package dev.sluice.io;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apache.hadoop.classification.InterfaceAudience;
import org.apache.hadoop.classification.InterfaceStability;

/**
 * Marks a mapper that depends on no earlier record and writes all output for a record before {@code
 * map} returns. Its tasks store checkpoints: an attempt that follows a failed one goes on at the
 * last of them, and so does not see the records before it. Do not mark a mapper that collects
 * records, for example to write them in {@code cleanup}. Subclasses do not inherit the mark.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@InterfaceAudience.Public
@InterfaceStability.Evolving
public @interface RecordByRecord {}
