/* lua.c - the benchmark's part for Lua 5.4, its standard libraries open. */
#include "peers.h"
#include <lauxlib.h>
#include <lua.h>
#include <lualib.h>

static const char *version(void)
{
    return LUA_RELEASE;
}

static void *make(void)
{
    lua_State *state = luaL_newstate();
    luaL_openlibs(state);
    expect(luaL_dostring(state, "return 1+2") == LUA_OK && lua_tointeger(state, -1) == 3, "1+2");
    lua_pop(state, 1);
    return state;
}

static void unmake(void *state)
{
    lua_close(state);
}

static double call(long count)
{
    lua_State *state = make();
    expect(luaL_dostring(state, "function add(a, b) return a + b end") == LUA_OK, "add");
    lua_getglobal(state, "add");
    double start = cpu_ns();
    for (long i = 0; i < count; i++) {
        lua_pushvalue(state, -1);
        lua_pushinteger(state, i);
        lua_pushinteger(state, 1);
        expect(lua_pcall(state, 2, 1, 0) == LUA_OK && lua_tointeger(state, -1) == i + 1, "add(i, 1)");
        lua_pop(state, 1);
    }
    double time = cpu_ns() - start;
    lua_close(state);
    return time;
}

static int twice(lua_State *state)
{
    lua_pushinteger(state, luaL_checkinteger(state, 1) * 2);
    return 1;
}

static double callback(long count)
{
    lua_State *state = make();
    lua_register(state, "twice", twice);
    expect(luaL_dostring(state, "function loop(n)\n local s = 0\n for i = 0, n - 1 do s = s + twice(i) end\n"
                                " return s\nend") == LUA_OK, "loop");
    lua_getglobal(state, "loop");
    lua_pushinteger(state, count);
    double start = cpu_ns();
    expect(lua_pcall(state, 1, 1, 0) == LUA_OK && lua_tointeger(state, -1) == count * (count - 1), "loop");
    double time = cpu_ns() - start;
    lua_close(state);
    return time;
}

const Peer peer_lua = {"", version, make, unmake, call, callback, 1};
