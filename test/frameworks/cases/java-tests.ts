const head = 'package com.example;\n\nimport static org.junit.Assert.assertEquals;\n';

/** A test class of JUnit 4 with one test that says what an expression is, and one that is ignored; it fails in line 8. */
export function javaTest(expression: string): string {
  return `${head}import org.junit.*;
public class SumTest {
  @Test
  public void adds() {
    assertEquals(3, ${expression});
  }
  @Ignore("later")
  @Test
  public void later() {}
}
`;
}

/** A test that never ends. */
export const javaHang = `${head}import org.junit.*;
public class SumTest {
  @Test
  public void hangs() throws Exception {
    while (true) Thread.sleep(1000);
  }
}
`;

/** A test that passes and leaves a process in a session of its own behind. */
export const javaDaemon = `${head}import org.junit.*;
public class SumTest {
  @Test
  public void starts() throws Exception {
    new ProcessBuilder("setsid", "sleep", "300").start();
  }
}
`;

/** A test class of JUnit 5 or of TestNG with one test that says what an expression is; it fails in line 6. */
export function otherJavaTest(library: 'JUnit 5' | 'TestNG', expression: string): string {
  const isNew = library === 'JUnit 5';
  const test = isNew ? 'org.junit.jupiter.api.Test' : 'org.testng.annotations.Test';
  const assertions = isNew ? 'org.junit.jupiter.api.Assertions' : 'org.testng.Assert';
  return `package com.example;
import ${test};
public class SumTest {
  @Test
  public void adds() {
    ${assertions}.assertEquals(3, ${expression});
  }
}
`;
}
