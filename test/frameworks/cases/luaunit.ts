import { textCase } from '../text-case.ts';

/** LuaUnit as Debian has it. */
export const luaunitCase = textCase({
  framework: 'luaunit',
  debian: ['lua-unit', 'lua5.1'],
  version: ['lua', '-v'],
  files: { 'sums.lua': 'return {}\n' },
  file: 'test/test_sums.lua',
  green:
    "local lu = require('luaunit')\nTestSums = {}\nfunction TestSums:testAdds()\n  lu.assertEquals(1 + 2, 3)\nend\nfunction TestSums:testLater()\n  lu.skip('later')\nend\nos.exit(lu.LuaUnit.run())\n",
  greenCounts: [1, 0, 1],
  red: "local lu = require('luaunit')\nTestSums = {}\nfunction TestSums:testAdds()\n  lu.assertEquals(2 + 2, 3)\nend\nfunction TestSums:testLater()\n  lu.skip('later')\nend\nos.exit(lu.LuaUnit.run())\n",
  redCounts: [0, 1, 1],
  failing: { name: 'testAdds' },
  zero: "local lu = require('luaunit')\nos.exit(lu.LuaUnit.run())\n",
  broken: "local lu = require('luaunit')\nfunction (\n",
  hang: "local lu = require('luaunit')\nTestSums = {}\nfunction TestSums:testAdds()\n  while true do end\nend\nos.exit(lu.LuaUnit.run())\n",
  daemon:
    "local lu = require('luaunit')\nTestSums = {}\nfunction TestSums:testAdds()\n  os.execute('setsid sleep 300 > /dev/null 2>&1 &')\nend\nos.exit(lu.LuaUnit.run())\n",
  generated: {
    files: {},
    source: 'sums.lua',
    tests: ['adds two numbers', 'refuses "text", \'quotes\' and $HOME `x` \\n'],
  },
});
