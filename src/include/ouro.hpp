/* ouro.hpp - ouro.h for C++17: handles that release themselves, exceptions, conversions. Header only.
 *
 *     ouro::VM vm(ouro::Options().memory(16 << 20).time(std::chrono::milliseconds(100)));
 *     vm.exec("def area(w, h=1): return w * h");
 *     int n = vm.global("area")(6, ouro::kw("h", 7)).as<int>();
 *
 * - VM owns a machine. Machine is a plain reference to one, with all that can be done with it; a VM is a Machine.
 * - Object owns a handle: copying retains, moving moves. An Object that outlives its VM is dead: it may be
 *   destroyed, all else throws std::logic_error.
 * - What fails throws Error, with the exception's type, message and traceback; the machine can be used on.
 * - Everything that takes a value takes any C++ type with a Convert: bool, numbers, texts, None (nullptr,
 *   std::nullopt), complex, optional, vector, array, set, map, unordered_map, pair, tuple, bytes
 *   (std::vector<std::byte>), and yours: specialize Convert. Object::as<T>() is the way back.
 * - Threads: as in ouro.h; Objects and Errors belong to the thread that uses their VM, until it is gone. */
#ifndef OURO_HPP
#define OURO_HPP
#include "ouro.h"

#include <array>
#include <chrono>
#include <complex>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <exception>
#include <functional>
#include <initializer_list>
#include <limits>
#include <map>
#include <memory>
#include <new>
#include <optional>
#include <ostream>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <typeindex>
#include <unordered_map>
#include <utility>
#include <vector>

namespace ouro {

class Machine;
class Object;
template <class T, class Enable = void> struct Convert;

namespace detail {

struct Held;
struct Function;
struct HostClass;
/* What a VM and its Objects share; lives until the last of them is gone. */
struct State {
    OuroVM *vm = nullptr; /* null: gone */
    std::size_t uses = 1;
    int callouts = 0;     /* C++ functions that scripts are calling */
    Held *held = nullptr; /* exceptions in Errors */
    std::function<void(int, std::string_view)> write;
    std::unordered_map<std::type_index, std::shared_ptr<HostClass>> classes; /* made by Class<T> */
};
inline void drop(State *state) noexcept
{
    if (state && --state->uses == 0)
        delete state;
}
/* The exception of an Error: let go when the VM ends. */
struct Held {
    State *state;
    OuroObject *object;
    Held *previous = nullptr, *next;
    Held(State *s, OuroObject *o) : state(s), object(o), next(s->held)
    {
        if (next)
            next->previous = this;
        s->held = this;
    }
    Held(const Held &) = delete;
    Held &operator=(const Held &) = delete;
    ~Held() { release(); }
    void release() noexcept
    {
        if (!state)
            return;
        (previous ? previous->next : state->held) = next;
        if (next)
            next->previous = previous;
        ouro_release(state->vm, object);
        state = nullptr;
    }
};
[[noreturn]] void fail(State *state);
/* What Objects and Machines are: a reference to a VM, whose failures are thrown. */
class Member {
  protected:
    State *state_ = nullptr;
    Member() = default;
    explicit Member(State *state) : state_(state) {}
    Object made(OuroObject *handle) const; /* takes it over */
    void done(int result) const
    {
        if (!result)
            fail(state_);
    }
    bool answer(int result) const
    {
        if (result < 0)
            fail(state_);
        return result != 0;
    }
};
inline void on_write(void *user, int stream, const char *data, std::size_t size)
{
    try {
        static_cast<State *>(user)->write(stream, std::string_view(data, size));
    } catch (...) { /* nobody above could take it */
    }
}

} // namespace detail

/* ---- errors ---------------------------------------------------------------------------- */

/* An exception of a script, or of the machine. what() is "type: message". */
class Error : public std::exception {
  public:
    Error(std::string type, std::string message, std::string traceback = {}, OuroEnd end = OURO_END_EXCEPTION)
        : Error(nullptr, nullptr, std::move(type), std::move(message), std::move(traceback), end)
    {
    }
    const char *what() const noexcept override { return data_->what.c_str(); }
    const std::string &type() const noexcept { return data_->type; }
    const std::string &message() const noexcept { return data_->message; }
    const std::string &traceback() const noexcept { return data_->traceback; }
    OuroEnd end() const noexcept { return data_->end; } /* which limit it was, if any */
    Object exception() const; /* the exception itself; an empty Object if there is none or its VM is gone */

  private:
    friend void detail::fail(detail::State *);
    struct Data {
        std::string type, message, traceback, what;
        OuroEnd end;
        std::unique_ptr<detail::Held> held;
    };
    std::shared_ptr<const Data> data_;
    Error(detail::State *state, OuroObject *object, std::string type, std::string message, std::string traceback,
          OuroEnd end)
    {
        std::unique_ptr<detail::Held> held(object ? new detail::Held(state, object) : nullptr);
        std::string what = message.empty() ? type : type + ": " + message;
        data_ = std::make_shared<const Data>(Data{std::move(type), std::move(message), std::move(traceback),
                                                  std::move(what), end, std::move(held)});
    }
};

/* ---- options --------------------------------------------------------------------------- */

/* Limits and permissions: as OuroOptions; raw() for what has no method here. */
class Options {
  public:
    Options() { raw_.size = sizeof raw_; }
    Options &memory(std::uint64_t bytes) { return set(raw_.memory_limit, bytes); }
    Options &instructions(std::uint64_t units) { return set(raw_.instruction_limit, units); }
    Options &time(std::chrono::milliseconds limit) { return set(raw_.time_limit_ms, std::uint64_t(limit.count())); }
    Options &no_time_limit() { return set(raw_.time_limit_ms, OURO_UNLIMITED); }
    Options &cpu(std::chrono::milliseconds limit) { return set(raw_.cpu_limit_ms, std::uint64_t(limit.count())); }
    Options &c_stack(std::size_t bytes) { return set(raw_.c_stack, bytes); }
    Options &recursion(std::uint32_t depth) { return set(raw_.recursion_limit, depth); }
    Options &output(std::uint64_t bytes) { return set(raw_.output_limit, bytes); }
    Options &terminal_memory(bool yes = true) { return set(raw_.terminal_memory, int(yes)); }
    Options &capture_output(bool yes = true) { return set(raw_.capture_output, int(yes)); }
    Options &allow_files(bool yes = true) { return set(raw_.allow_files, int(yes)); }
    Options &allow_environment(bool yes = true) { return set(raw_.allow_environment, int(yes)); }
    Options &allow_processes(bool yes = true) { return set(raw_.allow_processes, int(yes)); }
    Options &hash_seed(std::uint64_t seed) { return set(raw_.hash_seed, seed); }
    Options &filename(std::string name) { return set(filename_, std::move(name)); }
    Options &argv(std::vector<std::string> words) { return set(argv_, std::move(words)); }
    /* Called for each piece of output: 1 stdout, 2 stderr. It must not call into the machine. */
    Options &on_write(std::function<void(int, std::string_view)> function) { return set(write_, std::move(function)); }
    OuroOptions &raw() { return raw_; }

    /* Call use(const OuroOptions *), for the time of which the pointers hold. */
    template <class Use> auto with(detail::State &state, Use &&use) const
    {
        OuroOptions options = raw_;
        std::vector<const char *> words;
        if (!filename_.empty())
            options.filename = filename_.c_str();
        if (!argv_.empty()) {
            for (const std::string &word : argv_)
                words.push_back(word.c_str());
            words.push_back(nullptr);
            options.argv = words.data();
        }
        if (write_) {
            state.write = write_;
            options.write = detail::on_write;
            options.user = &state;
        }
        return use(static_cast<const OuroOptions *>(&options));
    }

  private:
    OuroOptions raw_ = {};
    std::string filename_;
    std::vector<std::string> argv_;
    std::function<void(int, std::string_view)> write_;
    template <class T> Options &set(T &field, T value)
    {
        field = std::move(value);
        return *this;
    }
};

/* ---- inputs and results ---------------------------------------------------------------- */

/* Text that is parsed: an input such as {"order", ouro::Json{"[1, 2]"}}. */
struct Json {
    std::string text;
};

/* A global variable that a script finds set. */
class Input {
  public:
    template <class T> Input(std::string name, const T &value) : name_(std::move(name))
    {
        if constexpr (std::is_same_v<T, std::nullptr_t>)
            value_ = ouro_value_none();
        else if constexpr (std::is_same_v<T, bool>)
            value_ = ouro_value_bool(value);
        else if constexpr (std::is_integral_v<T>)
            set_integer(value);
        else if constexpr (std::is_floating_point_v<T>)
            value_ = ouro_value_float(double(value));
        else if constexpr (std::is_same_v<T, Json>)
            value_.kind = OURO_JSON, text_ = value.text;
        else
            value_.kind = OURO_TEXT, text_ = std::string(std::string_view(value));
    }
    OuroInput native() const
    {
        OuroInput input = {name_.c_str(), value_};
        if (value_.kind == OURO_TEXT || value_.kind == OURO_JSON) {
            input.value.as.text.data = text_.data();
            input.value.as.text.size = text_.size();
        }
        return input;
    }

  private:
    std::string name_, text_;
    OuroValue value_ = {};
    template <class T> void set_integer(T value)
    {
        if constexpr (std::is_unsigned_v<T> && sizeof(T) == 8) {
            if (value > std::uint64_t(INT64_MAX)) { /* JSON knows no limit */
                value_.kind = OURO_JSON;
                text_ = std::to_string(value);
                return;
            }
        }
        value_ = ouro_value_int(std::int64_t(value));
    }
};
using Inputs = std::vector<Input>;

struct Frame {
    std::string file, function;
    int line, end_line, column, end_column;
};

/* What a run gave. Views live as long as the Result. */
class Result {
  public:
    explicit Result(OuroResult *native) : native_(native, ouro_result_free)
    {
        if (!native)
            throw std::bad_alloc();
    }
    bool ok() const { return ouro_result_ok(get()) != 0; }
    explicit operator bool() const { return ok(); }
    OuroEnd end() const { return ouro_result_end(get()); }
    int status() const { return ouro_result_status(get()); }
    std::string_view output() const { return {ouro_result_output(get()), ouro_result_output_size(get())}; }
    std::string_view error_output() const { return {ouro_result_error_output(get()), ouro_result_error_output_size(get())}; }
    /* repr() of the last expression's value, and as JSON; empty: there is none. */
    std::string_view value() const { return view(ouro_result_value(get())); }
    std::string_view json() const { return view(ouro_result_json(get())); }
    OuroValue plain() const { return ouro_result_plain(get()); }
    std::string_view exception() const { return view(ouro_result_exception(get())); }
    std::string_view message() const { return view(ouro_result_message(get())); }
    std::string_view traceback() const { return view(ouro_result_traceback(get())); }
    std::vector<Frame> frames() const
    {
        std::vector<Frame> found;
        OuroFrameInfo at = {};
        at.size = sizeof at;
        for (std::size_t i = 0; ouro_result_frame(get(), i, &at); i++)
            found.push_back({at.file, at.function, at.line, at.end_line, at.column, at.end_column});
        return found;
    }
    OuroUsage usage() const
    {
        OuroUsage used = {};
        used.size = sizeof used;
        ouro_result_usage(get(), &used);
        return used;
    }
    /* Throw an Error if the run failed. */
    const Result &check() const
    {
        if (!ok())
            throw Error(std::string(exception()), std::string(message()), std::string(traceback()), end());
        return *this;
    }
    const OuroResult *get() const { return native_.get(); }

  private:
    std::unique_ptr<OuroResult, void (*)(OuroResult *)> native_;
    static std::string_view view(const char *text) { return text ? std::string_view(text) : std::string_view(); }
};

namespace detail {
inline std::vector<OuroInput> natives(const Inputs &inputs)
{
    std::vector<OuroInput> found;
    for (const Input &input : inputs)
        found.push_back(input.native());
    return found;
}
} // namespace detail

/* One call: a machine of its own, a script, its result. */
inline Result run(const std::string &source, const Options &options = {}, const Inputs &inputs = {})
{
    detail::State state;
    std::vector<OuroInput> natives = detail::natives(inputs);
    return options.with(state, [&](const OuroOptions *native) {
        return Result(ouro_run(source.c_str(), native, natives.data(), natives.size()));
    });
}
inline Result run_file(const std::string &path, const Options &options = {}, const Inputs &inputs = {})
{
    detail::State state;
    std::vector<OuroInput> natives = detail::natives(inputs);
    return options.with(state, [&](const OuroOptions *native) {
        return Result(ouro_run_file(path.c_str(), native, natives.data(), natives.size()));
    });
}

/* Compiled source, for any machine in any thread. */
class Code {
  public:
    Code() = default;
    explicit Code(OuroCode *native) : native_(native) {} /* takes it over */
    Code(const Code &other) : native_(other.native_ ? ouro_code_retain(other.native_) : nullptr) {}
    Code(Code &&other) noexcept : native_(std::exchange(other.native_, nullptr)) {}
    Code &operator=(Code other) noexcept
    {
        std::swap(native_, other.native_);
        return *this;
    }
    ~Code()
    {
        if (native_)
            ouro_code_free(native_);
    }
    OuroCode *get() const { return native_; }

  private:
    OuroCode *native_ = nullptr;
};

/* ---- objects --------------------------------------------------------------------------- */

/* A keyword argument: f(1, kw("key", value)). Keywords come last. */
template <class T> struct Keyword {
    const char *name;
    const T &value;
};
template <class T> Keyword<T> kw(const char *name, const T &value)
{
    return {name, value};
}

namespace detail {
template <class T> inline constexpr bool is_keyword = false;
template <class T> inline constexpr bool is_keyword<Keyword<T>> = true;
/* How many of the arguments are keywords; -1: one is followed by a positional. */
template <class... A> constexpr int keywords()
{
    const bool is[] = {is_keyword<A>..., false};
    int count = 0;
    for (std::size_t i = 0; i < sizeof...(A); i++) {
        if (is[i])
            count++;
        else if (count > 0)
            return -1;
    }
    return count;
}
} // namespace detail

class Buffer;
class Weak;

class Object : detail::Member {
  public:
    class Iterator;

    Object() = default; /* empty: no object, not None */
    Object(const Object &other) : Member(other.state_), object_(other.object_)
    {
        if (state_) {
            state_->uses++;
            if (state_->vm)
                ouro_retain(state_->vm, object_);
        }
    }
    Object(Object &&other) noexcept
        : Member(std::exchange(other.state_, nullptr)), object_(std::exchange(other.object_, nullptr))
    {
    }
    Object &operator=(Object other) noexcept
    {
        std::swap(state_, other.state_);
        std::swap(object_, other.object_);
        return *this;
    }
    ~Object()
    {
        if (state_ && state_->vm)
            ouro_release(state_->vm, object_);
        detail::drop(state_);
    }
    /* From and to the handles of ouro.h. */
    static Object take(Machine machine, OuroObject *handle);  /* takes it over; NULL: throws what is pending */
    static Object lent(Machine machine, OuroObject *handle);  /* retains it */
    OuroObject *get() const { return object_; }               /* lent */
    OuroObject *detach() noexcept                             /* yours to release */
    {
        detail::drop(std::exchange(state_, nullptr));
        return std::exchange(object_, nullptr);
    }
    Machine machine() const;
    bool empty() const { return object_ == nullptr || state_->vm == nullptr; }

    /* Kind and identity. */
    OuroKind kind() const { return ouro_kind(vm(), object_); }
    bool is_none() const { return kind() == OURO_NONE; }
    bool is(const Object &other) const { return ouro_is(object_, other.object_) != 0; }
    std::string type_name() const { return ouro_type_name(vm(), object_); }
    Object type() const { return made(ouro_type(vm(), object_)); }
    bool is_instance(const Object &type) const { return answer(ouro_isinstance(vm(), object_, type.object_)); }

    /* To C++. */
    template <class T> T as() const { return Convert<T>::from(*this); }
    template <class T> T &data() const; /* the C++ object of an instance of the Class<T>; lives as long as that */
    bool truth() const { return answer(ouro_truth(vm(), object_)); }
    std::string str() const { return made(ouro_str(vm(), object_)).copy_text(); }
    std::string repr() const { return made(ouro_repr(vm(), object_)).copy_text(); }
    std::string json() const { return made(ouro_to_json(vm(), object_)).copy_text(); }
    std::string_view text() const /* of a str, in place: lives as long as the object */
    {
        std::size_t size = 0;
        const char *data = ouro_as_text(vm(), object_, &size);
        if (!data)
            detail::fail(state_);
        return {data, size};
    }
    Buffer bytes() const; /* of bytes, bytearray, memoryview, array, in place */
    std::int64_t hash() const
    {
        std::int64_t value = 0;
        done(ouro_hash(vm(), object_, &value));
        return value;
    }

    /* Attributes and items. */
    Object attr(const char *name) const { return made(ouro_attr(vm(), object_, name)); }
    bool has_attr(const char *name) const { return answer(ouro_has_attr(vm(), object_, name)); }
    template <class T> void set_attr(const char *name, const T &value) const
    {
        Object held = pass(value);
        done(ouro_set_attr(vm(), object_, name, held.object_));
    }
    void del_attr(const char *name) const { done(ouro_del_attr(vm(), object_, name)); }
    template <class K> Object operator[](const K &key) const
    {
        if constexpr (std::is_integral_v<K> && !std::is_same_v<K, bool> && (std::is_signed_v<K> || sizeof(K) < 8))
            return made(ouro_index(vm(), object_, std::int64_t(key)));
        else
            return made(ouro_item(vm(), object_, pass(key).object_));
    }
    template <class K, class T> void set(const K &key, const T &value) const
    {
        Object held_key = pass(key), held = pass(value);
        done(ouro_set_item(vm(), object_, held_key.object_, held.object_));
    }
    template <class K> void erase(const K &key) const { done(ouro_del_item(vm(), object_, pass(key).object_)); }
    template <class K> bool contains(const K &item) const { return answer(ouro_contains(vm(), object_, pass(item).object_)); }
    template <class T> void append(const T &item) const { done(ouro_append(vm(), object_, pass(item).object_)); }
    std::size_t size() const
    {
        std::int64_t size = ouro_length(vm(), object_);
        if (size < 0)
            detail::fail(state_);
        return std::size_t(size);
    }

    /* Calls; keyword arguments by kw(), at the end. */
    template <class... A> Object operator()(const A &...args) const
    {
        constexpr int keywords = detail::keywords<A...>();
        static_assert(keywords >= 0, "a positional argument follows a keyword");
        constexpr std::size_t count = sizeof...(A);
        if constexpr (count == 0) {
            return made(ouro_call(vm(), object_, nullptr, 0));
        } else {
            const std::array<Object, count> held = {pass(args)...};
            const std::array<OuroObject *, count> raw = handles(held);
            if constexpr (keywords == 0) {
                return made(ouro_call(vm(), object_, raw.data(), count));
            } else {
                const std::array<const char *, count> names = {name_of(args)...};
                return made(ouro_call_keywords(vm(), object_, raw.data(), count, names.data() + (count - keywords),
                                               std::size_t(keywords)));
            }
        }
    }
    template <class... A> Object method(const char *name, const A &...args) const
    {
        if constexpr (detail::keywords<A...>() != 0) {
            return attr(name)(args...);
        } else if constexpr (sizeof...(A) == 0) {
            return made(ouro_call_method(vm(), object_, name, nullptr, 0));
        } else {
            const std::array<Object, sizeof...(A)> held = {pass(args)...};
            const std::array<OuroObject *, sizeof...(A)> raw = handles(held);
            return made(ouro_call_method(vm(), object_, name, raw.data(), sizeof...(A)));
        }
    }

    /* Iteration: for (ouro::Object item : list). */
    Iterator begin() const;
    Iterator end() const;

    /* Operators, with Python's meaning; == compares values, is() identity. */
    Object binary(OuroOperator op, const Object &other) const { return made(ouro_binary(vm(), op, object_, other.object_)); }
    Object unary(OuroUnary op) const { return made(ouro_unary(vm(), op, object_)); }
    bool compare(OuroComparison op, const Object &other) const { return answer(ouro_compare(vm(), op, object_, other.object_)); }
    Object operator-() const { return unary(OURO_NEG); }
    Object operator~() const { return unary(OURO_INVERT); }

  private:
    friend class Machine;
    friend class Weak;
    friend class Buffer;
    friend class VM;
    friend class detail::Member;
    OuroObject *object_ = nullptr;

    Object(detail::State *state, OuroObject *object) : Member(state), object_(object) { state->uses++; }
    OuroVM *vm() const
    {
        if (!object_ || !state_->vm)
            throw std::logic_error(object_ ? "ouro::Object: its VM is gone" : "ouro::Object: empty");
        return state_->vm;
    }
    std::string copy_text() const { return std::string(text()); }
    template <class T> Object pass(const T &value) const;
    template <class T> Object pass(const Keyword<T> &keyword) const { return pass(keyword.value); }
    template <class T> static const char *name_of(const T &) { return nullptr; }
    template <class T> static const char *name_of(const Keyword<T> &keyword) { return keyword.name; }
    template <std::size_t N> static std::array<OuroObject *, N> handles(const std::array<Object, N> &held)
    {
        std::array<OuroObject *, N> raw{};
        for (std::size_t i = 0; i < N; i++)
            raw[i] = held[i].object_;
        return raw;
    }
};

/* The memory of an object, held until the Buffer goes: it cannot be resized meanwhile. */
class Buffer {
  public:
    explicit Buffer(const Object &object) : object_(object)
    {
        data_ = ouro_as_bytes(object_.vm(), object_.get(), &size_);
        if (!data_)
            detail::fail(object_.state_);
    }
    Buffer(Buffer &&other) noexcept : object_(std::move(other.object_)), data_(other.data_), size_(other.size_) {}
    Buffer &operator=(Buffer &&) = delete;
    ~Buffer()
    {
        if (!object_.empty())
            ouro_bytes_done(object_.vm(), object_.get());
    }
    const std::byte *data() const { return static_cast<const std::byte *>(data_); }
    std::size_t size() const { return size_; }
    const std::byte *begin() const { return data(); }
    const std::byte *end() const { return data() + size_; }
    std::string_view text() const { return {static_cast<const char *>(data_), size_}; }

  private:
    Object object_;
    const void *data_ = nullptr;
    std::size_t size_ = 0;
};
inline Buffer Object::bytes() const
{
    return Buffer(*this);
}

/* A reference that does not keep its object alive. */
class Weak {
  public:
    explicit Weak(const Object &object) : weak_(object.made(ouro_weak(object.vm(), object.get()))) {}
    /* The object; None once it is dead. */
    Object lock() const { return weak_.made(ouro_weak_get(weak_.vm(), weak_.get())); }

  private:
    Object weak_;
};

class Object::Iterator {
  public:
    using iterator_category = std::input_iterator_tag;
    using value_type = Object;
    using difference_type = std::ptrdiff_t;
    using pointer = const Object *;
    using reference = const Object &;

    Iterator() = default; /* the end */
    explicit Iterator(const Object &iterable) : iterator_(iterable.made(ouro_iter(iterable.vm(), iterable.object_)))
    {
        ++*this;
    }
    const Object &operator*() const { return item_; }
    const Object *operator->() const { return &item_; }
    Iterator &operator++()
    {
        OuroObject *next = ouro_next(iterator_.vm(), iterator_.object_);
        if (next)
            item_ = Object(iterator_.state_, next);
        else if (ouro_failed(iterator_.vm()))
            detail::fail(iterator_.state_);
        else
            item_ = iterator_ = Object();
        return *this;
    }
    void operator++(int) { ++*this; }
    friend bool operator==(const Iterator &a, const Iterator &b) { return a.item_.get() == nullptr && b.item_.get() == nullptr; }
    friend bool operator!=(const Iterator &a, const Iterator &b) { return !(a == b); }

  private:
    Object iterator_, item_;
};
inline Object::Iterator Object::begin() const
{
    return Iterator(*this);
}
inline Object::Iterator Object::end() const
{
    return Iterator();
}

/* ---- machines -------------------------------------------------------------------------- */

class Machine : protected detail::Member {
  public:
    OuroVM *get() const
    {
        if (!state_ || !state_->vm)
            throw std::logic_error("ouro::Machine: the VM is gone");
        return state_->vm;
    }

    /* Values. */
    template <class T> Object make(const T &value) const { return Convert<T>::to(*this, value); }
    template <class T> Object instance(T value) const; /* of the Class<T> */
    template <class T> Object class_of() const;          /* the Class<T> itself */
    Object none() const { return made(ouro_none(get())); }
    template <class... A> Object list(const A &...items) const
    {
        return collect(ouro_list, items...);
    }
    template <class... A> Object tuple(const A &...items) const
    {
        return collect(ouro_tuple, items...);
    }
    Object dict() const { return made(ouro_dict(get())); }
    Object bytes(const void *data, std::size_t size) const { return made(ouro_bytes(get(), data, size)); }
    Object from_json(std::string_view json) const { return made(ouro_from_json(get(), json.data(), json.size())); }

    /* Source. exec and eval throw, run tells in its Result. */
    Result run(const std::string &source, const Inputs &inputs = {}, const char *filename = nullptr) const
    {
        std::vector<OuroInput> natives = detail::natives(inputs);
        return Result(ouro_vm_run(get(), source.c_str(), filename, natives.data(), natives.size()));
    }
    Result run(const Code &code, const Inputs &inputs = {}) const
    {
        std::vector<OuroInput> natives = detail::natives(inputs);
        return Result(ouro_vm_run_code(get(), code.get(), natives.data(), natives.size()));
    }
    Code compile(std::string_view source, const char *filename = "<script>", OuroMode mode = OURO_MODE_FILE) const
    {
        OuroCode *code = ouro_compile(get(), source.data(), source.size(), filename, mode);
        if (!code)
            detail::fail(state_);
        return Code(code);
    }
    Object exec(const Code &code, const Object &globals = {}) const { return made(ouro_exec(get(), code.get(), globals.get())); }
    Object exec(std::string_view source, const char *filename = "<script>") const { return exec(compile(source, filename)); }
    Object eval(const std::string &expression, const Object &globals = {}, const Object &locals = {}) const
    {
        return made(ouro_eval(get(), expression.c_str(), globals.get(), locals.get()));
    }

    /* Names. */
    Object globals() const { return made(ouro_globals(get())); }
    Object global(const char *name) const { return made(ouro_global(get(), name)); }
    template <class T> void set_global(const char *name, const T &value) const
    {
        done(ouro_set_global(get(), name, make(value).get()));
    }
    Object builtin(const char *name) const { return made(ouro_builtin(get(), name)); }
    Object import(const char *name) const { return made(ouro_import(get(), name)); }

    /* A C++ function, lambda or functor that scripts call: vm.def("scale(x: float, by: float = 2.0)", [](double x, double by)
     * { return x * by; }). The signature is as for ouro_function; each parameter has one in C++. What it throws is raised: an
     * Error as what it was, a std::exception by its type. It may return suspend(value). */
    template <class F> Object function(const char *signature, F callable, const char *doc = nullptr) const;
    template <class F> Object def(const char *signature, F callable) const /* and put into __main__ */
    {
        Object result = function(signature, std::move(callable));
        set_global(result.attr("__name__").as<std::string>().c_str(), result);
        return result;
    }
    template <class F> Object def(const Object &module_object, const char *signature, F callable) const
    {
        Object result = function(signature, std::move(callable));
        module_object.set_attr(result.attr("__name__").as<std::string>().c_str(), result);
        return result;
    }
    /* A new module, that `import name` finds. */
    Object module(const char *name, const char *doc = nullptr) const { return made(ouro_module(get(), name, doc)); }

    /* Suspension: `return vm.suspend(value)` in a function that a run calls, which may then return Pending. The run's Result
     * has the end OURO_END_SUSPENDED; resume() goes on, throw_in() with an exception. */
    struct Pending {
        bool empty = true;
    };
    template <class T> Pending suspend(const T &value) const
    {
        ouro_suspend(get(), make(value).get());
        return {};
    }
    template <class T> Result resume(const T &value) const { return Result(ouro_resume(get(), make(value).get(), nullptr)); }
    Result throw_in(const Object &exception) const { return Result(ouro_resume(get(), nullptr, exception.get())); }
    Object suspended() const { return made(ouro_suspended(get())); } /* what suspend() was given */
    bool abandon() const { return ouro_abandon(get()) != 0; }
    /* Call as a run, with a result. */
    template <class... A> Result call(const Object &callable, const A &...args) const
    {
        if constexpr (sizeof...(A) == 0) {
            return Result(ouro_vm_call(get(), callable.get(), nullptr, 0));
        } else {
            const std::array<Object, sizeof...(A)> held = {make(args)...};
            return Result(ouro_vm_call(get(), callable.get(), Object::handles(held).data(), sizeof...(A)));
        }
    }

    /* Limits and permissions. */
    bool deny(const char *permission) const { return ouro_deny(get(), permission) != 0; }
    void interrupt() const { ouro_interrupt(get()); } /* from any thread, while the VM lives */
    OuroUsage usage() const
    {
        OuroUsage used = {};
        used.size = sizeof used;
        ouro_usage(get(), &used);
        return used;
    }
    void set_budget(OuroBudget budget) const
    {
        budget.size = sizeof budget;
        done(ouro_set_budget(get(), &budget));
    }

  protected:
    friend class Object;
    friend class Error;
    friend struct detail::Function;
    template <class T> friend class Class;
    explicit Machine(detail::State *state) : Member(state) {}

    template <class Make, class... A> Object collect(Make collection, const A &...items) const
    {
        if constexpr (sizeof...(A) == 0) {
            return made(collection(get(), nullptr, 0));
        } else {
            const std::array<Object, sizeof...(A)> held = {make(items)...};
            const std::array<OuroObject *, sizeof...(A)> raw = Object::handles(held);
            return made(collection(get(), raw.data(), sizeof...(A)));
        }
    }
};

inline Object detail::Member::made(OuroObject *handle) const
{
    if (!handle)
        fail(state_);
    return Object(state_, handle);
}

/* Owns a machine: it ends, with its finalizers, when the VM does. */
class VM : public Machine {
  public:
    explicit VM(const Options &options = {}) : Machine(new detail::State)
    {
        state_->vm = options.with(*state_, [](const OuroOptions *native) { return ouro_vm_new(native); });
        if (!state_->vm) { /* a run says why: with these options it fails in the same way */
            OuroResult *native_result = options.with(*state_, [](const OuroOptions *native) {
                return ouro_run("", native, nullptr, 0);
            });
            detail::drop(state_);
            const Result result(native_result);
            if (result.end() == OURO_END_EXCEPTION)
                result.check();
            throw std::bad_alloc();
        }
    }
    VM(VM &&other) noexcept : Machine(std::exchange(other.state_, nullptr)) {}
    VM &operator=(VM &&other) noexcept
    {
        std::swap(state_, other.state_);
        return *this;
    }
    ~VM()
    {
        if (!state_)
            return;
        while (state_->held)
            state_->held->release();
        ouro_vm_free(state_->vm);
        state_->vm = nullptr;
        state_->classes.clear();
        detail::drop(state_);
    }
    /* As new. All Objects of the machine must be gone before. */
    void reset()
    {
        while (state_->held)
            state_->held->release();
        if (!ouro_vm_reset(get()))
            throw std::bad_alloc();
        state_->classes.clear();
    }
};

inline Object Object::take(Machine machine, OuroObject *handle)
{
    return machine.made(handle);
}
inline Object Object::lent(Machine machine, OuroObject *handle)
{
    return machine.made(ouro_retain(machine.get(), handle));
}
inline Machine Object::machine() const
{
    vm();
    return Machine(state_);
}
template <class T> Object Object::pass(const T &value) const
{
    vm();
    return Machine(state_).make(value);
}
inline Object Error::exception() const
{
    const detail::Held *held = data_->held.get();
    if (!held || !held->state)
        return Object();
    return Object::lent(Machine(held->state), held->object);
}

inline void detail::fail(detail::State *state)
{
    OuroVM *vm = state->vm;
    OuroEnd end = ouro_error_end(vm);
    /* The end of the run that goes on is not ours to handle: it stays pending, and travels on. */
    if (state->callouts > 0 && end >= OURO_END_INSTRUCTIONS)
        throw Error("KeyboardInterrupt", "the run is ended by a limit", {}, end);
    OuroObject *exception = ouro_error_take(vm);
    if (!exception)
        throw Error("SystemError", "an operation failed without an exception");
    auto text = [&](OuroObject *from) {
        std::size_t size = 0;
        const char *data = from ? ouro_as_text(vm, from, &size) : nullptr;
        std::string copy = data ? std::string(data, size) : std::string();
        ouro_release(vm, from);
        ouro_error_clear(vm);
        return copy;
    };
    std::string type = ouro_type_name(vm, exception), message = text(ouro_str(vm, exception));
    std::string traceback = text(ouro_traceback(vm, exception));
    throw Error(state, exception, std::move(type), std::move(message), std::move(traceback), end);
}

/* ---- conversions ----------------------------------------------------------------------- */

/* For a type of your own:
 *     template <> struct ouro::Convert<Point> {
 *         static ouro::Object to(ouro::Machine machine, const Point &p) { return machine.tuple(p.x, p.y); }
 *         static Point from(const ouro::Object &o) { return {o[0].as<double>(), o[1].as<double>()}; }
 *     }; */
namespace detail {
[[noreturn]] inline void fail_with(const Object &object, const char *type, const char *message)
{
    throw Error(type, std::string(message) + " (from " + object.type_name() + ")");
}
template <class C> struct ConvertSequence { /* containers with push_back or insert */
    static Object to(Machine machine, const C &items)
    {
        Object list = machine.list();
        for (const auto &item : items)
            list.append(item);
        return list;
    }
    static C from(const Object &object)
    {
        C items;
        for (const Object &item : object)
            items.insert(items.end(), item.as<typename C::value_type>());
        return items;
    }
};
template <class C> struct ConvertMapping {
    static Object to(Machine machine, const C &items)
    {
        Object dict = machine.dict();
        for (const auto &[key, value] : items)
            dict.set(key, value);
        return dict;
    }
    static C from(const Object &object)
    {
        C items;
        for (const Object &pair : object.method("items"))
            items.emplace(pair[0].as<typename C::key_type>(), pair[1].as<typename C::mapped_type>());
        return items;
    }
};
template <class T> struct ConvertTuple {
    template <std::size_t... I> static Object make(Machine machine, const T &items, std::index_sequence<I...>)
    {
        return machine.tuple(std::get<I>(items)...);
    }
    template <std::size_t... I> static T read(const Object &object, std::index_sequence<I...>)
    {
        if (object.size() != sizeof...(I))
            fail_with(object, "ValueError", "wrong number of items");
        return T{object[I].template as<std::tuple_element_t<I, T>>()...};
    }
    using Indices = std::make_index_sequence<std::tuple_size_v<T>>;
    static Object to(Machine machine, const T &items) { return make(machine, items, Indices()); }
    static T from(const Object &object) { return read(object, Indices()); }
};
} // namespace detail

template <> struct Convert<Object> {
    static Object to(Machine, const Object &object) { return object; }
    static Object from(const Object &object) { return object; }
};
template <> struct Convert<std::nullptr_t> {
    static Object to(Machine machine, std::nullptr_t) { return machine.none(); }
};
template <> struct Convert<std::nullopt_t> {
    static Object to(Machine machine, std::nullopt_t) { return machine.none(); }
};
template <> struct Convert<bool> {
    static Object to(Machine machine, bool value) { return Object::take(machine, ouro_bool(machine.get(), value)); }
    static bool from(const Object &object) { return object.truth(); }
};
template <class T> struct Convert<T, std::enable_if_t<std::is_integral_v<T>>> {
    static Object to(Machine machine, T value)
    {
        if constexpr (std::is_unsigned_v<T>)
            return Object::take(machine, ouro_uint(machine.get(), value));
        else
            return Object::take(machine, ouro_int(machine.get(), value));
    }
    static T from(const Object &object)
    {
        using Wide = std::conditional_t<std::is_unsigned_v<T>, std::uint64_t, std::int64_t>;
        Wide value = 0;
        OuroVM *vm = object.machine().get();
        int done;
        if constexpr (std::is_unsigned_v<T>)
            done = ouro_to_uint(vm, object.get(), &value);
        else
            done = ouro_to_int(vm, object.get(), &value);
        if (!done)
            Object::take(object.machine(), nullptr); /* throws */
        if (value < Wide(std::numeric_limits<T>::min()) || value > Wide(std::numeric_limits<T>::max()))
            throw Error("OverflowError", "int does not fit the C++ type");
        return T(value);
    }
};
template <class T> struct Convert<T, std::enable_if_t<std::is_floating_point_v<T>>> {
    static Object to(Machine machine, T value) { return Object::take(machine, ouro_float(machine.get(), double(value))); }
    static T from(const Object &object)
    {
        double value = 0;
        if (!ouro_to_float(object.machine().get(), object.get(), &value))
            Object::take(object.machine(), nullptr);
        return T(value);
    }
};
template <class T> struct Convert<std::complex<T>> {
    static Object to(Machine machine, const std::complex<T> &value)
    {
        return Object::take(machine, ouro_complex(machine.get(), double(value.real()), double(value.imag())));
    }
    static std::complex<T> from(const Object &object)
    {
        double real = 0, imaginary = 0;
        if (!ouro_to_complex(object.machine().get(), object.get(), &real, &imaginary))
            Object::take(object.machine(), nullptr);
        return {T(real), T(imaginary)};
    }
};
template <> struct Convert<std::string_view> { /* from: a view into the str, which has to live */
    static Object to(Machine machine, std::string_view text)
    {
        return Object::take(machine, ouro_text_n(machine.get(), text.data(), text.size()));
    }
    static std::string_view from(const Object &object) { return object.text(); }
};
template <> struct Convert<std::string> {
    static Object to(Machine machine, const std::string &text) { return Convert<std::string_view>::to(machine, text); }
    static std::string from(const Object &object) { return std::string(object.text()); }
};
template <> struct Convert<const char *> {
    static Object to(Machine machine, const char *text) { return Convert<std::string_view>::to(machine, text); }
};
template <> struct Convert<char *> : Convert<const char *> {};
template <std::size_t N> struct Convert<char[N]> : Convert<const char *> {};
template <> struct Convert<Json> {
    static Object to(Machine machine, const Json &json) { return machine.from_json(json.text); }
    static Json from(const Object &object) { return {object.json()}; }
};
template <> struct Convert<std::vector<std::byte>> {
    static Object to(Machine machine, const std::vector<std::byte> &bytes)
    {
        return machine.bytes(bytes.empty() ? "" : static_cast<const void *>(bytes.data()), bytes.size());
    }
    static std::vector<std::byte> from(const Object &object)
    {
        Buffer buffer = object.bytes();
        return std::vector<std::byte>(buffer.begin(), buffer.end());
    }
};
template <class T> struct Convert<std::vector<T>> : detail::ConvertSequence<std::vector<T>> {};
template <class T> struct Convert<std::set<T>> : detail::ConvertSequence<std::set<T>> {
    static Object to(Machine machine, const std::set<T> &items)
    {
        return machine.builtin("set")(std::vector<T>(items.begin(), items.end()));
    }
};
template <class T, std::size_t N> struct Convert<std::array<T, N>> {
    static Object to(Machine machine, const std::array<T, N> &items)
    {
        return machine.make(std::vector<T>(items.begin(), items.end()));
    }
    static std::array<T, N> from(const Object &object)
    {
        if (object.size() != N)
            detail::fail_with(object, "ValueError", "wrong number of items");
        std::array<T, N> items{};
        for (std::size_t i = 0; i < N; i++)
            items[i] = object[int(i)].template as<T>();
        return items;
    }
};
template <class K, class T> struct Convert<std::map<K, T>> : detail::ConvertMapping<std::map<K, T>> {};
template <class K, class T> struct Convert<std::unordered_map<K, T>> : detail::ConvertMapping<std::unordered_map<K, T>> {};
template <class A, class B> struct Convert<std::pair<A, B>> : detail::ConvertTuple<std::pair<A, B>> {};
template <class... A> struct Convert<std::tuple<A...>> : detail::ConvertTuple<std::tuple<A...>> {};
template <class T> struct Convert<std::optional<T>> {
    static Object to(Machine machine, const std::optional<T> &value) { return value ? machine.make(*value) : machine.none(); }
    static std::optional<T> from(const Object &object)
    {
        return object.is_none() ? std::nullopt : std::optional<T>(object.as<T>());
    }
};

/* ---- operators ------------------------------------------------------------------------- */

namespace detail {
template <class T> using if_plain = std::enable_if_t<!std::is_base_of_v<Object, T>>;
}
#define OURO_HPP_OPERATOR(sign, op)                                                                         \
    inline Object operator sign(const Object &a, const Object &b) { return a.binary(op, b); }                \
    template <class T, class = detail::if_plain<T>> Object operator sign(const Object &a, const T &b)        \
    {                                                                                                       \
        return a.binary(op, a.machine().make(b));                                                            \
    }                                                                                                       \
    template <class T, class = detail::if_plain<T>> Object operator sign(const T &a, const Object &b)        \
    {                                                                                                       \
        return b.machine().make(a).binary(op, b);                                                            \
    }
#define OURO_HPP_COMPARISON(sign, op)                                                                       \
    inline bool operator sign(const Object &a, const Object &b) { return a.compare(op, b); }                 \
    template <class T, class = detail::if_plain<T>> bool operator sign(const Object &a, const T &b)          \
    {                                                                                                       \
        return a.compare(op, a.machine().make(b));                                                           \
    }                                                                                                       \
    template <class T, class = detail::if_plain<T>> bool operator sign(const T &a, const Object &b)          \
    {                                                                                                       \
        return b.machine().make(a).compare(op, b);                                                           \
    }
OURO_HPP_OPERATOR(+, OURO_ADD)
OURO_HPP_OPERATOR(-, OURO_SUB)
OURO_HPP_OPERATOR(*, OURO_MUL)
OURO_HPP_OPERATOR(/, OURO_DIV)
OURO_HPP_OPERATOR(%, OURO_MOD)
OURO_HPP_OPERATOR(&, OURO_AND)
OURO_HPP_OPERATOR(|, OURO_OR)
OURO_HPP_OPERATOR(^, OURO_XOR)
OURO_HPP_COMPARISON(==, OURO_EQ)
OURO_HPP_COMPARISON(!=, OURO_NE)
OURO_HPP_COMPARISON(<, OURO_LT)
OURO_HPP_COMPARISON(<=, OURO_LE)
OURO_HPP_COMPARISON(>, OURO_GT)
OURO_HPP_COMPARISON(>=, OURO_GE)
#undef OURO_HPP_OPERATOR
#undef OURO_HPP_COMPARISON

/* ---- functions for scripts -------------------------------------------------------------- */

namespace detail {

template <class F> struct Signature : Signature<decltype(&F::operator())> {};
template <class R, class... A> struct Signature<R (*)(A...)> {
    using Return = R;
    using Parameters = std::tuple<A...>;
    using Arguments = std::tuple<std::decay_t<A>...>;
};
template <class R, class... A> struct Signature<R (*)(A...) noexcept> : Signature<R (*)(A...)> {};
template <class C, class R, class... A> struct Signature<R (C::*)(A...)> : Signature<R (*)(A...)> {};
template <class C, class R, class... A> struct Signature<R (C::*)(A...) const> : Signature<R (*)(A...)> {};
template <class C, class R, class... A> struct Signature<R (C::*)(A...) noexcept> : Signature<R (*)(A...)> {};
template <class C, class R, class... A> struct Signature<R (C::*)(A...) const noexcept> : Signature<R (*)(A...)> {};

/* Does a Convert know it? If not, it is the type of a Class. */
template <class T, class Enable = void> inline constexpr bool is_converted = false;
template <class T> inline constexpr bool is_converted<T, std::void_t<decltype(sizeof(Convert<T>))>> = true;

struct Function {
    static Machine machine(State *state) { return Machine(state); }
    /* What C++ threw becomes the pending exception; what ends the run stays it. */
    static OuroObject *raise(State *state, const Error &error)
    {
        OuroVM *vm = state->vm;
        if (ouro_failed(vm)) {
            if (ouro_error_end(vm) >= OURO_END_INSTRUCTIONS)
                return nullptr;
            ouro_error_clear(vm);
        }
        Object exception = error.exception();
        if (!exception.empty())
            return ouro_raise_object(vm, exception.get());
        return ouro_raise(vm, error.type().c_str(), error.message().c_str());
    }
    template <class T> static decltype(auto) argument(const Object &object)
    {
        if constexpr (is_converted<T>)
            return object.as<T>();
        else
            return object.data<T>();
    }
    template <class T> static Object result(Machine machine, T &&value)
    {
        using Plain = std::decay_t<T>;
        if constexpr (is_converted<Plain>)
            return machine.make(static_cast<const Plain &>(value));
        else
            return machine.instance(Plain(std::forward<T>(value)));
    }
};

template <class F> struct Bound {
    State *state;
    F function;
    using Return = typename Signature<F>::Return;
    using Arguments = typename Signature<F>::Arguments;

    template <std::size_t... I> OuroObject *invoke(OuroObject *const *args, std::index_sequence<I...>)
    {
        [[maybe_unused]] Machine machine = Function::machine(state);
        (void)args;
        auto result = [&]() -> decltype(auto) {
            return function(Function::argument<std::tuple_element_t<I, Arguments>>(Object::lent(machine, args[I]))...);
        };
        if constexpr (std::is_void_v<Return>) {
            result();
            return ouro_none(state->vm);
        } else if constexpr (std::is_same_v<Return, Machine::Pending>) {
            result();
            return nullptr;
        } else {
            return Function::result(machine, result()).detach();
        }
    }
    static OuroObject *call(OuroVM *vm, OuroObject *const *args, std::size_t count, void *user) noexcept
    {
        Bound *self = static_cast<Bound *>(user);
        struct Depth {
            State *state;
            explicit Depth(State *s) : state(s) { state->callouts++; }
            ~Depth() { state->callouts--; }
        } depth(self->state);
        const char *type = "RuntimeError";
        try {
            constexpr std::size_t wanted = std::tuple_size_v<Arguments>;
            if (count != wanted)
                throw Error("TypeError", "the signature and the C++ function differ in the number of parameters");
            OuroObject *result = self->invoke(args, std::make_index_sequence<wanted>());
            if (result && ouro_failed(vm)) {
                ouro_release(vm, result);
                return nullptr;
            }
            return result;
        } catch (const Error &error) {
            return Function::raise(self->state, error);
        } catch (const std::exception &error) {
            if (dynamic_cast<const std::bad_alloc *>(&error))
                type = "MemoryError";
            else if (dynamic_cast<const std::out_of_range *>(&error))
                type = "IndexError";
            else if (dynamic_cast<const std::invalid_argument *>(&error) || dynamic_cast<const std::domain_error *>(&error))
                type = "ValueError";
            else if (dynamic_cast<const std::overflow_error *>(&error))
                type = "OverflowError";
            return ouro_raise(vm, type, error.what());
        } catch (...) {
            return ouro_raise(vm, type, "a C++ exception of unknown type");
        }
    }
    static void finalize(void *user) { delete static_cast<Bound *>(user); }
};

} // namespace detail

template <class F> Object Machine::function(const char *signature, F callable, const char *doc) const
{
    using Bound = detail::Bound<F>;
    std::unique_ptr<Bound> bound(new Bound{state_, std::move(callable)});
    Object object = made(ouro_function(get(), signature, Bound::call, bound.get(), doc));
    done(ouro_function_finalizer(get(), object.get(), Bound::finalize));
    bound.release();
    return object;
}

/* ---- classes for scripts ---------------------------------------------------------------- */

namespace detail {

/* The definition of a class: lives as long as its VM. */
struct HostClass {
    OuroClassDef def = {};
    std::string name, doc;
    std::vector<OuroMember> members;
    std::deque<std::string> texts;                     /* of the members */
    std::vector<std::shared_ptr<void>> functions;      /* Bound ones, for the members */
    std::vector<std::function<Object &(void *)>> held; /* Objects in the C++ object */

    static HostClass &of(State *state, const std::type_info &type)
    {
        auto found = state->classes.find(type);
        if (found == state->classes.end())
            throw Error("TypeError", "no ouro::Class has been added for the C++ type");
        return *found->second;
    }
};

/* What ouro keeps in an instance: all zero until the C++ object is made. */
template <class T> struct Instance {
    const HostClass *made;
    alignas(T) unsigned char storage[sizeof(T)];

    T *get() { return std::launder(reinterpret_cast<T *>(storage)); }
    static Instance &of(OuroVM *vm, OuroObject *object, State *state, const HostClass &host)
    {
        void *data = ouro_data(vm, object, &host.def);
        if (!data)
            fail(state);
        return *static_cast<Instance *>(data);
    }
    static void finalize(OuroVM *, void *data, void *)
    {
        Instance *self = static_cast<Instance *>(data);
        if (std::exchange(self->made, nullptr))
            self->get()->~T();
    }
    static void traverse(void *data, OuroVisit visit, void *arg)
    {
        Instance *self = static_cast<Instance *>(data);
        if (self->made)
            for (const auto &held : self->made->held)
                visit(held(self->get()).get(), arg);
    }
    static void clear(OuroVM *, void *data, void *)
    {
        Instance *self = static_cast<Instance *>(data);
        if (self->made)
            for (const auto &held : self->made->held)
                held(self->get()) = Object();
    }
};

/* A member of T as a function whose first parameter is the T. */
template <class T, class M, class... P> auto unbound(M member, std::tuple<P...> *)
{
    return [member](T &self, P... args) -> decltype(auto) { return (self.*member)(std::forward<P>(args)...); };
}
template <class T, class M> auto unbound(M member)
{
    if constexpr (std::is_member_function_pointer_v<M>)
        return unbound<T>(member, static_cast<typename Signature<M>::Parameters *>(nullptr));
    else if constexpr (std::is_member_object_pointer_v<M>)
        return [member](const T &self) -> decltype(auto) { return (self.*member); };
    else
        return member;
}

template <class G, class S> struct Accessors {
    Bound<G> getter;
    Bound<S> setter;
    static OuroObject *get(OuroVM *vm, OuroObject *const *args, std::size_t count, void *user) noexcept
    {
        return Bound<G>::call(vm, args, count, &static_cast<Accessors *>(user)->getter);
    }
    static OuroObject *set(OuroVM *vm, OuroObject *const *args, std::size_t count, void *user) noexcept
    {
        return Bound<S>::call(vm, args, count, &static_cast<Accessors *>(user)->setter);
    }
};

} // namespace detail

/* A C++ class that scripts use:
 *     ouro::Class<Account>(vm, "Account", "An account.")
 *         .constructor<std::string, long>("__init__(self, owner: str, cents: int = 0)")
 *         .method("deposit(self, cents: int)", &Account::deposit)
 *         .method("__lt__(self, other: Account)", [](const Account &a, const Account &b) { return a < b; })
 *         .property("cents", &Account::cents)
 *         .field("owner: str", &Account::owner)
 *         .add();
 * Functions are members of T, or have a T & or an Object, self, first. Once the class is added, all functions for scripts
 * may have parameters T, T & and const T &, and results T (by value: a new instance). Each T is made by __init__ in
 * its instance, where it stays, and dies with it. Objects that it keeps are named by holds(): else the collector does not
 * find cycles through them. */
template <class T> class Class {
  public:
    Class(Machine machine, std::string name, std::string doc = {}) : machine_(machine), host_(new detail::HostClass)
    {
        static_assert(alignof(T) <= 8, "the data of instances is aligned to 8 bytes");
        static_assert(!detail::is_converted<T>, "a type has a Convert or a Class");
        host_->name = std::move(name);
        host_->doc = std::move(doc);
    }
    template <class... A> Class &constructor(const char *signature, const char *doc = nullptr)
    {
        auto init = [machine = machine_, host = host_.get()](const Object &self, A... args) {
            Instance &place = Instance::of(machine.get(), self.get(), machine.state_, *host);
            if (place.made) /* a method of it may be running */
                throw Error("RuntimeError", "__init__ was called before");
            new (place.storage) T(std::forward<A>(args)...);
            place.made = host;
        };
        return method(signature, init, doc);
    }
    template <class F> Class &method(const char *signature, F function, const char *doc = nullptr)
    {
        auto callable = detail::unbound<T>(std::move(function));
        using Bound = detail::Bound<decltype(callable)>;
        return member(signature, Bound::call, nullptr, doc, std::shared_ptr<Bound>(new Bound{machine_.state_, std::move(callable)}));
    }
    /* "name" or "name: type". Without a setter it is read-only. */
    template <class G> Class &property(const char *signature, G getter) { return method(signature, std::move(getter)); }
    template <class G, class S> Class &property(const char *signature, G getter, S setter, const char *doc = nullptr)
    {
        auto get = detail::unbound<T>(std::move(getter));
        auto set = detail::unbound<T>(std::move(setter));
        using Both = detail::Accessors<decltype(get), decltype(set)>;
        std::shared_ptr<Both> both(new Both{{machine_.state_, std::move(get)}, {machine_.state_, std::move(set)}});
        return member(signature, Both::get, Both::set, doc, std::move(both));
    }
    /* A data member that scripts read and set. */
    template <class M, class C> Class &field(const char *signature, M C::*place, const char *doc = nullptr)
    {
        return property(
            signature, place, [place](T &self, M value) { self.*place = std::move(value); }, doc);
    }
    /* Members of T that are Objects. */
    template <class... M> Class &holds(M... places)
    {
        (host_->held.push_back([places](void *data) -> Object & { return static_cast<T *>(data)->*places; }), ...);
        return *this;
    }
    /* Make the class, and put it into __main__ or a module. A T has one class in a VM. */
    Object add() { return machine_.set_global(simple_name(), make()), machine_.class_of<T>(); }
    Object add(const Object &module) { return module.set_attr(simple_name(), make()), machine_.class_of<T>(); }

  private:
    using Instance = detail::Instance<T>;
    Machine machine_;
    std::shared_ptr<detail::HostClass> host_;

    Class &member(const char *signature, OuroFunction function, OuroFunction setter, const char *doc, std::shared_ptr<void> user)
    {
        auto keep = [this](const char *text) { return text ? host_->texts.emplace_back(text).c_str() : nullptr; };
        host_->members.push_back({keep(signature), function, setter, keep(doc), user.get()});
        host_->functions.push_back(std::move(user));
        return *this;
    }
    const char *simple_name() const { return host_->name.c_str() + (host_->name.rfind('.') + 1); }
    Object make()
    {
        if (machine_.state_->classes.count(typeid(T)))
            throw std::logic_error("ouro::Class: the type has a class in this VM");
        OuroClassDef &def = host_->def;
        host_->members.push_back({});
        def.size = sizeof def;
        def.name = host_->name.c_str();
        def.doc = host_->doc.c_str();
        def.data_size = sizeof(Instance);
        def.members = host_->members.data();
        def.finalize = Instance::finalize;
        if (!host_->held.empty()) {
            def.traverse = Instance::traverse;
            def.clear = Instance::clear;
        }
        Object made = Object::take(machine_, ouro_class(machine_.get(), nullptr, &def));
        machine_.state_->classes[typeid(T)] = host_;
        return made;
    }
};

template <class T> T &Object::data() const
{
    using Instance = detail::Instance<T>;
    OuroVM *machine = vm();
    Instance &place = Instance::of(machine, object_, state_, detail::HostClass::of(state_, typeid(T)));
    if (!place.made)
        throw Error("RuntimeError", "__init__ of the instance has not been called");
    return *place.get();
}
template <class T> Object Machine::class_of() const
{
    return made(ouro_class_of(get(), &detail::HostClass::of(state_, typeid(T)).def));
}
template <class T> Object Machine::instance(T value) const
{
    using Instance = detail::Instance<T>;
    const detail::HostClass &host = detail::HostClass::of(state_, typeid(T));
    Object object = made(ouro_instance(get(), &host.def));
    Instance &place = Instance::of(get(), object.get(), state_, host);
    new (place.storage) T(std::move(value));
    place.made = &host;
    return object;
}

inline std::ostream &operator<<(std::ostream &out, const Object &object)
{
    return out << object.str();
}

} // namespace ouro
#endif
