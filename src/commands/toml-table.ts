/** One TOML table of words and lists of words. A JSON string is a TOML basic string (https://toml.io/en/v1.0.0#string). */
export function tomlTable(table: string, values: Readonly<Record<string, unknown>>): string {
  const lines = Object.entries(values).map(([key, value]) => `${key} = ${JSON.stringify(value)}`);
  return [`[${table}]`, ...lines].join('\n');
}
