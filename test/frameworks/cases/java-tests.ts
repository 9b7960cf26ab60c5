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
