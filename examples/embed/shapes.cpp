// shapes.cpp - a C++ host: values of its own types, functions of scripts, errors, many machines.
//
//     c++ -std=c++17 shapes.cpp -I../../src/include ../../build/libouro.a -lm -o shapes
#include "ouro.hpp"
#include <iostream>

struct Shape {
    std::string name;
    std::vector<std::pair<double, double>> corners;
};
template <> struct ouro::Convert<Shape> {
    static ouro::Object to(ouro::Machine machine, const Shape &shape)
    {
        return machine.global("Shape")(shape.name, shape.corners);
    }
    static Shape from(const ouro::Object &o)
    {
        return {o.attr("name").as<std::string>(), o.attr("corners").as<decltype(Shape::corners)>()};
    }
};

static const char script[] = R"(
from dataclasses import dataclass, field

@dataclass
class Shape:
    name: str
    corners: list = field(default_factory=list)

    def area(self):
        pairs = zip(self.corners, self.corners[1:] + self.corners[:1])
        return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs)) / 2

    def __mul__(self, factor):
        return Shape(f'{factor} x {self.name}', [(x * factor, y * factor) for x, y in self.corners])

def report(shapes, *, unit='m'):
    return {s.name: f'{s.area():g} {unit}2' for s in sorted(shapes, key=Shape.area)}
)";

int main()
{
    ouro::VM vm(ouro::Options().memory(16 << 20).no_time_limit().capture_output());
    vm.exec(script, "shapes.py");

    const std::vector<Shape> shapes = {
        {"square", {{0, 0}, {2, 0}, {2, 2}, {0, 2}}},
        {"triangle", {{0, 0}, {3, 0}, {0, 1}}},
    };
    auto report = vm.global("report")(shapes, ouro::kw("unit", "cm")).as<std::map<std::string, std::string>>();
    for (const auto &[name, area] : report)
        std::cout << name << ": " << area << '\n';

    ouro::Object square = vm.make(shapes[0]), big = square * 3;
    std::cout << big.attr("name") << " has area " << big.method("area") << '\n';
    std::cout << "larger: " << (big.method("area") > square.method("area")) << '\n';
    for (const ouro::Object &corner : big.as<Shape>().corners.size() == 4 ? big.attr("corners") : vm.list())
        std::cout << corner << ' ';
    std::cout << '\n';

    try {
        vm.make(Shape{"no shape", {}}).method("perimeter");
    } catch (const ouro::Error &error) {
        std::cout << error.type() << ": " << error.message() << '\n';
    }

    ouro::Code code = vm.compile("sum(k * k for k in range(n))");
    for (int n : {10, 100, 1000}) {
        ouro::VM other;
        std::cout << other.run(code, {{"n", n}}).check().value() << '\n';
    }
}
