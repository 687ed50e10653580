// accounts.cpp - a C++ host whose classes scripts use, derive from and get back.
//
//     c++ -std=c++17 accounts.cpp -I../../src/include ../../build/libouro.a -lm -o accounts
#include "ouro.hpp"
#include <iostream>

class Account {
  public:
    Account(std::string holder, long cents) : owner(std::move(holder)), cents_(cents)
    {
        if (cents < 0)
            throw std::invalid_argument("an account begins without debts");
        open++;
    }
    Account(const Account &) = delete; /* instances hold them where they are */
    ~Account() { open--; }
    void deposit(long cents) { cents_ += cents; }
    void transfer(Account &to, long cents)
    {
        if (cents > cents_)
            throw std::out_of_range(owner + " has only " + std::to_string(cents_));
        cents_ -= cents;
        to.cents_ += cents;
        if (!on_transfer.empty())
            on_transfer(cents);
    }
    long cents() const { return cents_; }

    std::string owner;
    ouro::Object on_transfer; /* what a script wants to be called */
    static int open;

  private:
    long cents_;
};
int Account::open;

static const char script[] = R"(
class Saver(Account):
    """An account of a script's own kind, with the C++ object in it."""
    def __init__(self, owner):
        super().__init__(owner, 100)
        self.log = []
        self.on_transfer = self.log.append

ann, bob = Saver('Ann'), Account('Bob')
ann.transfer(bob, 30)
ann.transfer(to=bob, cents=5)
ann.owner = 'Anna'
print(ann.owner, ann.cents, ann.log, bob.cents, bob < ann)
for wrong in 'bob.transfer(ann, 1000)', 'Account("Eve", -1)', 'bob.cents = 5', 'bob.transfer(3, 4)':
    try:
        exec(wrong)
    except Exception as e:
        print(type(e).__name__ + ':', e)
)";

int main()
{
    ouro::VM vm(ouro::Options().memory(16 << 20).no_time_limit().on_write(
        [](int, std::string_view text) { std::cout << text; }));
    ouro::Class<Account>(vm, "Account", "Money of an owner, in cents.")
        .constructor<std::string, long>("__init__(self, owner: str, cents: int = 0)")
        .method("deposit(self, cents: int)", &Account::deposit)
        .method("transfer(self, to, cents: int)", &Account::transfer)
        .method("__lt__(self, other)", [](const Account &a, const Account &b) { return a.cents() < b.cents(); })
        .property("cents", &Account::cents)
        .field("owner: str", &Account::owner)
        .field("on_transfer", &Account::on_transfer)
        .holds(&Account::on_transfer)
        .add();
    vm.def("total(accounts: list)", [](const ouro::Object &accounts) {
        long cents = 0;
        for (const ouro::Object &account : accounts)
            cents += account.data<Account>().cents();
        return cents;
    });
    vm.exec(script, "accounts.py");
    std::cout << "total: " << vm.eval("total([ann, bob])") << '\n';

    Account &bob = vm.global("bob").data<Account>();
    bob.deposit(1000);
    std::cout << "Bob has " << vm.eval("bob.cents") << ", open: " << Account::open << '\n';
    vm.exec("import gc; del ann, bob; gc.collect()");
    std::cout << "open: " << Account::open << '\n';
}
