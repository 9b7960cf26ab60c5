import type { Ecosystem } from '../../ecosystem.ts';
import type { FileRow } from './package-place.ts';

const bazel: FileRow = [/^(?:MODULE\.bazel|WORKSPACE(?:\.bazel)?)$/u, 'bazel'];

/** Ecosystems whose package manager, or the build tool in its place, is told by a file alone. */
export const buildFiles: Partial<Readonly<Record<Ecosystem, readonly FileRow[]>>> = {
  go: [[/^go\.(?:mod|work)$/u, 'go'], bazel],
  rust: [[/^Cargo\.toml$/u, 'cargo'], bazel],
  scala: [
    [/^build\.sbt$/u, 'sbt'],
    [/^build\.(?:mill|sc)$/u, 'mill'],
    [/^(?:build|settings)\.gradle(?:\.kts)?$/u, 'gradle'],
    [/^pom\.xml$/u, 'maven'],
    bazel,
  ],
  clojure: [
    [/^project\.clj$/u, 'lein'],
    [/^deps\.edn$/u, 'clojure'],
  ],
  dotnet: [
    [/^paket\.dependencies$/u, 'paket'],
    [/\.(?:slnx?|(?:cs|fs|vb)proj)$/u, 'dotnet'],
  ],
  php: [[/^composer\.(?:json|lock)$/u, 'composer']],
  ruby: [[/^(?:Gemfile(?:\.lock)?|gems\.rb|.*\.gemspec)$/u, 'bundler']],
  swift: [
    [/^Package\.swift$/u, 'swiftpm'],
    [/^Podfile$/u, 'cocoapods'],
    [/^Cartfile$/u, 'carthage'],
  ],
  dart: [[/^pubspec\.yaml$/u, 'pub']],
  elixir: [[/^mix\.exs$/u, 'mix']],
  erlang: [
    // It writes a rebar.config too, for those who use the package.
    [/^erlang\.mk$/u, 'erlang.mk'],
    [/^rebar\.(?:config|lock)$/u, 'rebar3'],
    [/^mix\.exs$/u, 'mix'],
  ],
  ocaml: [
    [/^esy\.json$/u, 'esy'],
    [/^(?:dune-project|dune-workspace|opam|.*\.opam)$/u, 'opam'],
  ],
  c: [
    [/^CMakeLists\.txt$/u, 'cmake'],
    [/^meson\.build$/u, 'meson'],
    bazel,
    [/^configure\.(?:ac|in)$/u, 'autotools'],
    [/^xmake\.lua$/u, 'xmake'],
    [/^SConstruct$/u, 'scons'],
    [/^(?:GNUm|M|m)akefile$/u, 'make'],
  ],
  r: [[/^renv\.lock$/u, 'renv']],
  perl: [
    [/^cpanfile\.snapshot$/u, 'carton'],
    [/^(?:cpanfile|Makefile\.PL|Build\.PL|dist\.ini)$/u, 'cpan'],
  ],
  lua: [[/\.rockspec$/u, 'luarocks']],
  julia: [[/^(?:Julia)?(?:Project|Manifest)\.toml$/u, 'pkg']],
  zig: [[/^build\.zig$/u, 'zig']],
  crystal: [[/^shard\.(?:yml|lock)$/u, 'shards']],
  nim: [[/\.nimble$/u, 'nimble']],
  d: [[/^dub\.(?:json|sdl)$/u, 'dub']],
  gleam: [[/^gleam\.toml$/u, 'gleam']],
  elm: [[/^elm\.json$/u, 'elm']],
  other: [bazel, [/^foundry\.toml$/u, 'foundry'], [/\.tf$/u, 'terraform']],
};
