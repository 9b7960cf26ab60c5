/** A knip reporter that says how many files knip looked at; knip itself says nothing when all is well. */
export default function reportCount({ counters }) {
  process.stdout.write(`knip saw ${String(counters.processed)} files\n`);
}
